package dev.forebell.agent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.agent.sampler.BudgetStanding;
import dev.forebell.agent.sampler.Snapshot;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How a running agent is, as one JSON object; what is not known is null. */
public final class StatusJson {
  private StatusJson() {}

  /** Writes the object and a line end; the writer stays open. */
  public static void write(Writer out, AgentReport report) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("at", report.at().toString());
      json.writeStringField("started_at", report.startedAt().toString());
      json.writeNumberField("process_id", report.processId());
      json.writeStringField("host", report.facts().hostName());
      json.writeStringField("agent_version", report.facts().agentVersion());
      json.writeBooleanField("connected", report.isConnected());
      link(json, report.link());
      if (report.last().isPresent()) {
        sample(json, report.last().get());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void link(JsonGenerator json, LinkReport link) throws IOException {
    json.writeStringField("collector", link.collector());
    moment(json, "connected_since", link.connectedSince());
    json.writeNumberField("connects", link.connects());
    json.writeNumberField("queued_batches", link.queued());
    if (link.queuedBytes().isPresent()) {
      json.writeNumberField("queued_bytes", link.queuedBytes().getAsLong());
    } else {
      json.writeNullField("queued_bytes");
    }
    json.writeStringField(
        "spool_trouble", link.spoolTrouble().map(LinkReport.SpoolTrouble::what).orElse(null));
    moment(json, "spool_trouble_since", link.spoolTrouble().map(LinkReport.SpoolTrouble::since));
    moment(json, "oldest_unacknowledged", link.oldest());
    json.writeNumberField("dropped_batches", link.dropped());
    json.writeStringField("last_error", link.lastError().orElse(null));
  }

  private static void moment(JsonGenerator json, String name, Optional<Instant> moment)
      throws IOException {
    json.writeStringField(name, moment.map(Instant::toString).orElse(null));
  }

  private static void sample(JsonGenerator json, Snapshot last) throws IOException {
    json.writeStringField("sampled_at", last.sampledAt().toString());
    json.writeNumberField("series", last.samples().size());
    budget(json, last.budget());
    json.writeArrayFieldStart("probes");
    for (Snapshot.ProbeState probe : last.probes()) {
      ProbeJson.write(json, probe);
    }
    json.writeEndArray();
  }

  private static void budget(JsonGenerator json, BudgetStanding budget) throws IOException {
    json.writeObjectFieldStart("budget");
    json.writeNumberField("cpu_seconds_per_hour", budget.budget().cpuPerHour().toNanos() / 1e9);
    json.writeNumberField("cpu_utilization", budget.cpuUtilization());
    json.writeNumberField("memory_bytes", budget.budget().memoryBytes());
    if (budget.memoryUtilization().isPresent()) {
      json.writeNumberField("memory_utilization", budget.memoryUtilization().get());
    } else {
      json.writeNullField("memory_utilization");
    }
    json.writeObjectFieldStart("stretch");
    for (Map.Entry<String, Integer> one : budget.stretch().entrySet()) {
      json.writeNumberField(one.getKey(), one.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
