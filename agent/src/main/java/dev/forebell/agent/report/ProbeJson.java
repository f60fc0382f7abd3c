package dev.forebell.agent.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.agent.sampler.Snapshot.ProbeState;
import java.io.IOException;

/** One probe with what it costs, as JSON. */
final class ProbeJson {
  private ProbeJson() {}

  static void write(JsonGenerator json, ProbeState probe) throws IOException {
    json.writeStartObject();
    json.writeStringField("probe", probe.probe());
    json.writeStringField("cost", probe.cost());
    json.writeNumberField("every_seconds", probe.every().toMillis() / 1000.0);
    json.writeNumberField("series", probe.series());
    json.writeNumberField("seconds", probe.took().toNanos() / 1e9);
    json.writeNumberField("errors", probe.errors());
    json.writeNumberField("timeouts", probe.timeouts());
    if (probe.failure().isPresent()) {
      json.writeStringField("failure", probe.failure().get());
    } else {
      json.writeNullField("failure");
    }
    json.writeEndObject();
  }
}
