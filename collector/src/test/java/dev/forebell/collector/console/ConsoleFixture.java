package dev.forebell.collector.console;

import dev.forebell.collector.api.SampleFleet;
import dev.forebell.collector.api.SampleIncident;
import dev.forebell.collector.api.WebFixture;
import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.common.model.HostKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The board on a realistic bad morning, to look at: run its main and open the address. */
public final class ConsoleFixture {
  private ConsoleFixture() {}

  /** Argument 1: port (0: a free one); argument 2: {@code quiet} for a board without trouble. */
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
    WebFixture web = start(port);
    if (arguments.length < 2) {
      badMorning(web, Instant.now());
    }
    System.out.println("http://127.0.0.1:" + web.port());
    new CountDownLatch(1).await();
  }

  /** An empty board. */
  public static WebFixture start(int port) {
    ConsoleSettings settings =
        new ConsoleSettings(Optional.of(URI.create("http://127.0.0.1:9/desk")));
    return WebFixture.start(port, router -> ConsoleRoutes.mount(router, settings));
  }

  /** Fills it. */
  public static void badMorning(WebFixture web, Instant now) {
    hosts(web, now);
    emergency(web, now);
    diskFilling(web, now);
    latency(web, now);
    agentLost(web, now);
    resolved(web, now);
  }

  private static void hosts(WebFixture web, Instant now) {
    web.fleet.put(
        SampleFleet.host(
            "acme", "vdi-01", HostKind.VDI_HOST, LinkState.DOWN, now.minusSeconds(512), 0.71));
    web.fleet.put(
        SampleFleet.host(
            "acme", "vdi-02", HostKind.VDI_HOST, LinkState.UP, now.minusSeconds(4), 0.88));
    web.fleet.put(
        SampleFleet.host(
            "acme", "file-01", HostKind.SERVER, LinkState.UP, now.minusSeconds(2), 0.97));
    web.fleet.put(
        SampleFleet.host(
            "acme", "broker-01", HostKind.BROKER, LinkState.UP, now.minusSeconds(7), 0.08));
    web.fleet.put(
        SampleFleet.host(
            "acme", "gw-01", HostKind.GATEWAY, LinkState.SUSPECT, now.minusSeconds(9), 0.12));
    web.fleet.put(
        SampleFleet.host(
            "nord", "erp-db", HostKind.SERVER, LinkState.UP, now.minusSeconds(3), 0.54));
    web.fleet.put(
        SampleFleet.host(
            "nord", "erp-app", HostKind.SERVER, LinkState.AGENT_LOST, now.minusSeconds(400), 0.2));
    web.fleet.put(
        SampleFleet.host(
            "nord", "desk-17", HostKind.DESKTOP, LinkState.AWAY, now.minusSeconds(30_000), 0.1));
    web.fleet.put(SampleFleet.host("nord", "erp-test", HostKind.SERVER, LinkState.UNKNOWN, now, 0));
  }

  private static void emergency(WebFixture web, Instant now) {
    JsonObject evidence =
        SampleIncident.evidence(
                "nothing was heard for 30.4 s since 2026-11-21T09:26:31.120Z; silence counts after"
                    + " 30 s; key service desktops has 0 of 1 members up and needs 1: vdi-01 out;"
                    + " 34 of 61 people (56 %) worked on vdi-01",
                new JsonObject().put("kind", "link"))
            .put("runbook", "host-down.md")
            .put(
                "emergency",
                new JsonObject()
                    .put("met", new JsonArray(List.of(new JsonObject(), new JsonObject()))))
            .put(
                "tickets",
                new JsonArray(
                    List.of(
                        new JsonObject()
                            .put("system", "desk")
                            .put("reference", "4711")
                            .put("url", "http://127.0.0.1:9/desk/tickets/4711"))));
    SampleIncident incident =
        SampleIncident.open(
                now, "INC-ACME-2026-41", "acme", "vdi-01", "host-down", Duration.ofSeconds(481))
            .with("emergency", true)
            .with("evidence", evidence)
            .clock("contract", "response", "always", min(8), Duration.ofSeconds(399))
            .clock("contract", "onsite", "always", min(8), min(111))
            .clock("contract", "resolution", "cn-5x8", min(8), Duration.ofHours(27))
            .clock("internal", "response", "always", min(8), Duration.ofSeconds(91));
    web.incidents.put(
        incident.json(),
        now.minusSeconds(481),
        "incident.opened",
        "system:engine",
        Reason.SILENT_CONFIRMED);
    web.incidents.put(
        incident.json(),
        now.minusSeconds(481),
        "incident.promoted",
        "system:engine",
        Reason.KEY_SERVICE_DOWN);
    web.incidents.put(
        incident.json(),
        now.minusSeconds(481),
        "sla.started",
        "system:engine",
        Reason.ANCHOR_SET,
        Optional.of(incident.json().getJsonArray("clocks").getJsonObject(0)));
    web.incidents.put(
        incident.json(), now.minusSeconds(470), "incident.linked", "system:desk", Reason.COMMAND);
  }

  private static void diskFilling(WebFixture web, Instant now) {
    JsonObject observed =
        new JsonObject()
            .put("kind", "crossed")
            .put("quantity", "system.filesystem.utilization")
            .put("above", true)
            .put("bound", 0.95)
            .put(
                "points",
                new JsonArray(
                    List.of(
                        new JsonObject()
                            .put("at", time(now.minusSeconds(60)))
                            .put("value", 0.962))));
    web.incidents.put(
        SampleIncident.open(now, "INC-ACME-2026-40", "acme", "file-01", "disk-full", min(47))
            .with("means", "degradation")
            .with("subject", "system.device=/dev/sdb1,system.filesystem.mountpoint=/srv/files")
            .with("evidence", SampleIncident.evidence("as measured", observed))
            .with("state", "acknowledged")
            .clock("contract", "response", "cn-5x8", min(47), min(73))
            .clockWith("outcome", "met")
            .clock("contract", "resolution", "cn-5x8", min(47), min(8))
            .clock("internal", "diagnosis", "always", min(47), min(33))
            .clockWith("paused_since", time(now.minusSeconds(600)))
            .json(),
        now.minus(min(47)),
        "incident.opened",
        "system:engine",
        Reason.LEVEL_HELD);
  }

  private static void latency(WebFixture web, Instant now) {
    JsonObject observed =
        new JsonObject()
            .put("kind", "crossed")
            .put("quantity", "avg_5m(forebell.disk.latency)")
            .put("above", true)
            .put("bound", 0.05)
            .put(
                "points",
                new JsonArray(
                    List.of(
                        new JsonObject()
                            .put("at", time(now.minusSeconds(60)))
                            .put("value", 0.0731))));
    web.incidents.put(
        SampleIncident.open(now, "INC-NORD-2026-9", "nord", "erp-db", "disk-latency", min(134))
            .with("means", "degradation")
            .with("severity", "warning")
            .with("evidence", SampleIncident.evidence("as measured", observed))
            .clock("contract", "response", "ru-5x8", min(134), Duration.ofSeconds(-862))
            .json(),
        now.minus(min(134)),
        "incident.opened",
        "system:engine",
        Reason.LEVEL_HELD);
  }

  private static void agentLost(WebFixture web, Instant now) {
    JsonObject evidence =
        SampleIncident.evidence(
            "the connection was closed without goodbye; nothing was heard for 5 min since"
                + " 2026-11-21T09:26:31.120Z; that counts after 5 min",
            new JsonObject().put("kind", "link"));
    web.incidents.put(
        SampleIncident.open(now, "INC-NORD-2026-10", "nord", "erp-app", "agent-lost", min(2))
            .with("means", "degradation")
            .with("severity", "warning")
            .with("evidence", evidence)
            .json(),
        now.minus(min(2)),
        "incident.opened",
        "system:engine",
        Reason.CLOSED_WITHOUT_BYE);
  }

  private static void resolved(WebFixture web, Instant now) {
    web.incidents.put(
        SampleIncident.open(now, "INC-ACME-2026-39", "acme", "vdi-02", "memory-low", min(190))
            .with("state", "resolved")
            .with("resolved_at", time(now.minus(min(95))))
            .json(),
        now.minus(min(95)),
        "incident.resolved",
        "Anna Petrova",
        Reason.COMMAND);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
  }

  private static Duration min(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
