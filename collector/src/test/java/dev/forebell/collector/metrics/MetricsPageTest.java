package dev.forebell.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.MemoryIncidents;
import dev.forebell.collector.api.RowClocks;
import dev.forebell.collector.api.SampleIncident;
import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.port.ExpositionFormat;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final String LABEL = "[a-z_]\\w*=\"(?:[^\"\\\\]|\\\\.)*\",?";
  private static final Pattern LINE =
      Pattern.compile(
          "[a-z_]\\w*(?:[{](?:" + LABEL + ")*[}])? (?:[-+]?[0-9.]+(?:E[-+]?[0-9]+)?|NaN|[-+]Inf)");
  private final Instant now = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void openIncidentsAndTheirClocksAreGauges() {
    MemoryIncidents incidents = new MemoryIncidents();
    JsonObject incident =
        SampleIncident.open(now, "INC-ACME-2026-1", "acme", "h", "host-down", Duration.ofMinutes(5))
            .clock("contract", "response", "always", Duration.ofMinutes(5), Duration.ofSeconds(90))
            .clock("internal", "response", "always", Duration.ofMinutes(5), Duration.ofSeconds(-3))
            .clock("contract", "onsite", "always", Duration.ofMinutes(5), Duration.ofSeconds(60))
            .clockWith("outcome", "met")
            .clock("contract", "diagnosis", "always", Duration.ofMinutes(5), Duration.ofSeconds(9))
            .clockWith("paused_since", "2026-11-21T08:59:00.000Z")
            .json();
    incidents.put(incident, now, "incident.opened", "system:engine", Reason.SILENT_CONFIRMED);
    IncidentExposition exposition =
        new IncidentExposition(new OpenIncidents(incidents, new RowClocks()), List::of);
    String text =
        Written.by(ExpositionFormat.TEXT, out -> exposition.write(Optional.empty(), now, out));
    assertEquals(
        """
        # HELP forebell_incident_open Incidents that are not resolved
        # TYPE forebell_incident_open gauge
        forebell_incident_open{customer="acme",severity="critical",emergency="false"} 1
        # HELP forebell_emergency Incidents that are emergencies and not resolved
        # TYPE forebell_emergency gauge
        # HELP forebell_incident_info Always 1: what an incident that is open is about
        # TYPE forebell_incident_info gauge
        forebell_incident_info{incident="INC-ACME-2026-1",customer="acme",host="h",rule="host-down",severity="critical",means="outage",state="open",emergency="false"} 1
        # HELP forebell_incident_detected_timestamp_seconds When an open incident was opened
        # TYPE forebell_incident_detected_timestamp_seconds gauge
        # UNIT forebell_incident_detected_timestamp_seconds seconds
        forebell_incident_detected_timestamp_seconds{incident="INC-ACME-2026-1",customer="acme"} 1795251300
        # HELP forebell_sla_clock_seconds_remaining Time to the deadline; below 0: over it; still while paused
        # TYPE forebell_sla_clock_seconds_remaining gauge
        forebell_sla_clock_seconds_remaining{incident="INC-ACME-2026-1",customer="acme",clock="response",set="contract"} 90
        forebell_sla_clock_seconds_remaining{incident="INC-ACME-2026-1",customer="acme",clock="response",set="internal"} -3
        forebell_sla_clock_seconds_remaining{incident="INC-ACME-2026-1",customer="acme",clock="diagnosis",set="contract"} 69
        """,
        text);
    assertEquals(
        text,
        Written.by(ExpositionFormat.TEXT, out -> exposition.write(Optional.empty(), now, out)),
        "what is remembered is written alike");
  }

  @Test
  void anotherCustomersIncidentsAreNotRead() {
    MemoryIncidents incidents = new MemoryIncidents();
    JsonObject incident =
        SampleIncident.open(now, "INC-ACME-2026-1", "acme", "h", "host-down", Duration.ofMinutes(5))
            .json();
    incidents.put(incident, now, "incident.opened", "system:engine", Reason.SILENT_CONFIRMED);
    IncidentExposition exposition =
        new IncidentExposition(new OpenIncidents(incidents, new RowClocks()), List::of);
    String text =
        Written.by(
            ExpositionFormat.TEXT,
            out -> exposition.write(Optional.of(new CustomerId("other")), now, out));
    assertTrue(text.lines().allMatch(line -> line.startsWith("#")), text);
  }

  @Test
  void ownMetersAreExposedUnderTheirNames() {
    CollectorMeters meters = new CollectorMeters();
    meters.reads(CollectorMeter.INGEST_SAMPLES, () -> 42);
    meters.reads(CollectorMeter.AGENT_REJECTS, "unknown_key", () -> 3);
    meters.took(CollectorMeter.COMMIT, Duration.ofMillis(250));
    meters.answered("listHosts", 200, Duration.ofMillis(1));
    meters.streamOpened();
    meters.streamClosed(true);
    String text = meters.scrape(ExpositionFormat.TEXT);
    for (String line :
        List.of(
            "forebell_ingest_samples_total 42.0",
            "forebell_agent_rejects_total{code=\"unknown_key\",} 3.0",
            "forebell_ledger_commit_seconds_sum 0.25",
            "forebell_http_requests_seconds_count{operation=\"listHosts\",status=\"200\",} 1.0",
            "forebell_http_streams 0.0",
            "forebell_http_streams_dropped_total 1.0")) {
      assertTrue(text.contains(line + "\n"), line + " in\n" + text);
    }
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> assertTrue(LINE.matcher(line).matches(), line));
  }

  @Test
  void aMeterIsUsedAsItsKindSays() {
    CollectorMeters meters = new CollectorMeters();
    assertThrows(
        IllegalArgumentException.class, () -> meters.reads(CollectorMeter.COMMIT, () -> 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> meters.reads(CollectorMeter.INGEST_SAMPLES, "x", () -> 1));
  }

  @Test
  void meterNamesAreUnique() {
    TreeSet<String> ids = new TreeSet<>();
    Stream.of(CollectorMeter.values()).forEach(meter -> assertTrue(ids.add(meter.id), meter.id));
  }
}
