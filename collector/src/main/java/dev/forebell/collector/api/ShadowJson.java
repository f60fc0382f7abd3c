package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.port.ShadowReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Writes a report of what would have been sent. */
public final class ShadowJson {
  private ShadowJson() {}

  /** As one JSON object. */
  public static String of(ShadowReport report) {
    return JsonText.of(out -> write(out, report));
  }

  private static void write(JsonGenerator out, ShadowReport report) throws IOException {
    out.writeStartObject();
    out.writeStringField("customer", report.customer().value());
    out.writeStringField("from", JsonText.time(report.from()));
    out.writeStringField("to", JsonText.time(report.to()));
    out.writeArrayFieldStart("rules");
    for (ShadowReport.OfRule rule : report.rules()) {
      write(out, rule);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("proposals");
    for (ShadowReport.Proposal proposal : report.proposals()) {
      out.writeStartObject();
      out.writeStringField("why", proposal.why());
      out.writeStringField("override", proposal.yaml());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, ShadowReport.OfRule rule) throws IOException {
    out.writeStartObject();
    out.writeStringField("rule", rule.rule());
    out.writeNumberField("count", rule.count());
    out.writeNumberField("hosts", rule.hosts());
    out.writeNumberField("emergencies", rule.emergencies());
    out.writeNumberField("at_night", rule.atNight());
    out.writeNumberField("open", rule.open());
    out.writeNumberField("flapping", rule.flapping());
    seconds(out, "shortest_seconds", rule.shortest());
    seconds(out, "median_seconds", rule.median());
    out.writeEndObject();
  }

  private static void seconds(JsonGenerator out, String key, Optional<Duration> length)
      throws IOException {
    out.writeFieldName(key);
    if (length.isPresent()) {
      out.writeNumber(length.get().toSeconds());
    } else {
      out.writeNull();
    }
  }
}
