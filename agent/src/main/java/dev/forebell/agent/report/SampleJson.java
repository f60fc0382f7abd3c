package dev.forebell.agent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.agent.sampler.Snapshot.ProbeState;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;

/** A sample as one JSON object; its samples have the shape of the replay format. */
public final class SampleJson {
  private SampleJson() {}

  /** Writes the object and a line end; the writer stays open. */
  public static void write(Writer out, HostFacts facts, Snapshot snapshot) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("sampled_at", snapshot.sampledAt().toString());
      host(json, facts);
      json.writeArrayFieldStart("samples");
      for (Sample sample : snapshot.samples()) {
        sample(json, sample);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("probes");
      for (ProbeState probe : snapshot.probes()) {
        ProbeJson.write(json, probe);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void host(JsonGenerator json, HostFacts facts) throws IOException {
    json.writeObjectFieldStart("host");
    json.writeStringField("name", facts.hostName());
    json.writeStringField("os_type", facts.osType());
    json.writeStringField("os_description", facts.osDescription());
    json.writeStringField("architecture", facts.architecture());
    json.writeNumberField("logical_cpus", facts.logicalCpus());
    json.writeNumberField("memory_bytes", facts.memoryBytes());
    json.writeStringField("booted_at", facts.bootedAt().toString());
    json.writeStringField("agent_version", facts.agentVersion());
    json.writeEndObject();
  }

  private static void sample(JsonGenerator json, Sample sample) throws IOException {
    json.writeStartObject();
    json.writeStringField("metric", sample.series().metric());
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> entry : sample.series().attributes().values().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    switch (sample.reading()) {
      case Reading.Value(double value) -> json.writeNumberField("value", value);
      case Reading.Unavailable(Reading.Cause cause) ->
          json.writeStringField("unavailable", cause.name().toLowerCase(Locale.ROOT));
    }
    json.writeEndObject();
  }
}
