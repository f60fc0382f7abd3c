package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A host as the interface shows it. */
final class HostText {
  private HostText() {}

  static void summary(JsonGenerator out, HostNow host) throws IOException {
    out.writeStartObject();
    fields(out, host);
    out.writeEndObject();
  }

  static void withValues(JsonGenerator out, HostNow host) throws IOException {
    out.writeStartObject();
    fields(out, host);
    out.writeArrayFieldStart("values");
    for (Sample sample : host.lastValues()) {
      value(out, sample);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void fields(JsonGenerator out, HostNow host) throws IOException {
    out.writeStringField("id", host.host().value());
    out.writeStringField("customer", host.customer().value());
    out.writeStringField("site", host.site().value());
    out.writeStringField("kind", host.kind().id());
    out.writeStringField("link", host.link().name().toLowerCase(Locale.ROOT));
    JsonText.time(out, "last_heard", host.lastHeard());
    JsonText.time(out, "last_sampled_at", host.lastSampledAt());
    out.writeFieldName("facts");
    if (host.facts().isPresent()) {
      facts(out, host.facts().get());
    } else {
      out.writeNull();
    }
    numbers(out, HostSummary.of(host.lastValues()));
  }

  private static void facts(JsonGenerator out, HostFacts facts) throws IOException {
    out.writeStartObject();
    out.writeStringField("host_name", facts.hostName());
    out.writeStringField("os_type", facts.osType());
    out.writeStringField("os_description", facts.osDescription());
    out.writeStringField("architecture", facts.architecture());
    out.writeNumberField("logical_cpus", facts.logicalCpus());
    out.writeNumberField("memory_bytes", facts.memoryBytes());
    out.writeStringField("booted_at", JsonText.time(facts.bootedAt()));
    out.writeStringField("agent_version", facts.agentVersion());
    out.writeEndObject();
  }

  private static void numbers(JsonGenerator out, HostSummary summary) throws IOException {
    number(out, "cpu", summary.cpu());
    number(out, "memory", summary.memory());
    out.writeFieldName("filesystem");
    if (summary.filesystem().isPresent()) {
      HostSummary.Filesystem fullest = summary.filesystem().get();
      out.writeStartObject();
      out.writeStringField("mountpoint", fullest.mountpoint());
      out.writeNumberField("utilization", fullest.utilization());
      out.writeEndObject();
    } else {
      out.writeNull();
    }
    out.writeFieldName("people");
    if (summary.people().isPresent()) {
      out.writeNumber(summary.people().get());
    } else {
      out.writeNull();
    }
  }

  private static void number(JsonGenerator out, String key, Optional<Double> value)
      throws IOException {
    out.writeFieldName(key);
    if (value.isPresent()) {
      out.writeNumber(value.get());
    } else {
      out.writeNull();
    }
  }

  private static void value(JsonGenerator out, Sample sample) throws IOException {
    out.writeStartObject();
    out.writeStringField("metric", sample.series().metric());
    out.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> e : sample.series().attributes().values().entrySet()) {
      out.writeStringField(e.getKey(), e.getValue());
    }
    out.writeEndObject();
    switch (sample.reading()) {
      case Reading.Value(double value) -> {
        out.writeNumberField("value", value);
        out.writeNullField("unavailable");
      }
      case Reading.Unavailable(Reading.Cause cause) -> {
        out.writeNullField("value");
        out.writeStringField("unavailable", cause.name().toLowerCase(Locale.ROOT));
      }
    }
    out.writeEndObject();
  }
}
