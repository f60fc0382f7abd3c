package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.port.AlertLevel;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.AlertMetrics;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another monitoring system says, in the engine. */
class ReportTest {
  private static final HostId DB = new HostId("db-1");

  @TempDir private Path folder;
  private Configuration configuration;
  private EngineRoom room;
  private final AfterCommit after = new AfterCommit(new FleetBoard(), new ElementNews());

  @BeforeEach
  void open() throws IOException {
    configuration = SourcedRoom.configuration(folder.resolve("config"));
    room = SourcedRoom.room(configuration);
  }

  private static Instant at(double second) {
    return SourcedRoom.START.plusMillis((long) (second * 1000));
  }

  private void said(double second, HostId host, AlertLevel level, String id, String detail) {
    Sample sample =
        Sample.of(
            AlertMetrics.LEVEL.series(
                AlertMetrics.NAME,
                "Slow",
                AlertMetrics.ID,
                id,
                AlertMetrics.SOURCE,
                "prom",
                AlertMetrics.DETAIL,
                detail),
            level.value());
    Report.take(
        new EngineInput.Reported(host, at(second), List.of(sample), new CompletableFuture<>()),
        room,
        after);
  }

  private void measured(double sampled, double received, double load) {
    SampleBatch batch =
        new SampleBatch(
            Lane.LIVE,
            1,
            1 + (long) sampled,
            at(sampled),
            List.of(Sample.of(Metrics.LOAD_AVERAGE_1M.series(), load)));
    room.host(DB, new HostInput.Samples(at(received), batch));
  }

  private List<String> told() {
    return room.takeEffects().events().stream()
        .map(one -> one.happened().event().change().getClass().getSimpleName())
        .filter(List.of("Opened", "Withheld", "SeverityChanged", "Resolved", "Reopened")::contains)
        .toList();
  }

  @Test
  void anAlertIsAnIncidentOnceHoweverOftenItIsSaid() {
    said(0, DB, AlertLevel.WARNING, "1", "a");
    said(60, DB, AlertLevel.WARNING, "1", "a");
    assertEquals(List.of("Opened"), told());
    said(120, DB, AlertLevel.CRITICAL, "1", "a");
    assertEquals(List.of("SeverityChanged"), told());
    said(180, DB, AlertLevel.RESOLVED, "1", "a");
    said(190, DB, AlertLevel.RESOLVED, "1", "a");
    assertEquals(List.of("Resolved"), told());
  }

  @Test
  void aNoteOpensNothingAndAnotherAlertIsAnotherIncident() {
    said(0, DB, AlertLevel.INFO, "1", "a");
    assertEquals(List.of(), told());
    said(1, DB, AlertLevel.WARNING, "2", "b");
    said(2, DB, AlertLevel.WARNING, "3", "c");
    assertEquals(List.of("Opened", "Opened"), told());
    said(3, DB, AlertLevel.RESOLVED, "2", "b");
    assertEquals(List.of("Resolved"), told());
  }

  @Test
  void tagsThatChangedMeanwhileDoNotKeepItOpen() {
    said(0, DB, AlertLevel.WARNING, "1", "load=7");
    said(60, DB, AlertLevel.WARNING, "1", "load=8");
    said(90, DB, AlertLevel.RESOLVED, "1", "load=0");
    assertEquals(List.of("Opened", "Resolved"), told());
  }

  @Test
  void itIsNoSignOfLife() {
    said(0, DB, AlertLevel.WARNING, "1", "a");
    assertEquals(LinkState.UNKNOWN, room.state(DB).orElseThrow().linkState());
  }

  @Test
  void anAgentsBatchThatIsOnItsWayIsStillJudged() {
    measured(0, 0, 1);
    measured(10, 10, 9);
    measured(20, 20, 9);
    said(30.2, DB, AlertLevel.INFO, "1", "a");
    measured(30, 30.5, 9);
    assertEquals(List.of("Opened"), told(), "held from 10 to 30");
  }

  @Test
  void whatIsSaidAfterTheFirstSamplesOfAHostIsNoFindingOfItsEnrolment() {
    room.heard(DB);
    measured(0, 0.5, 9);
    said(0.6, DB, AlertLevel.WARNING, "1", "a");
    assertEquals(List.of("Opened"), told());
    measured(10, 10.5, 9);
    measured(20, 20.5, 9);
    assertEquals(List.of("Withheld"), told(), "its load was high from the first");
  }

  @Test
  void whoSaysItMustSayItAgainWhereTheHostIsNotThereYet() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Report.take(new EngineInput.Reported(new HostId("new-1"), at(0), List.of(), done), room, after);
    after.release(room.takeEffects());
    assertFalse(done.join());
  }

  @Test
  void alertsReachTheSourcesCustomerAndNobodyElse() throws IOException {
    LiveAlerts alerts =
        new LiveAlerts(
            new EngineQueue(),
            new EngineClock(InstantSource.system(), System::nanoTime),
            () -> configuration,
            ArrivedHosts.open(folder),
            new Rejoining());
    Source prom = configuration.collector().sources().get(0);
    Source bet = configuration.collector().sources().get(1);
    assertEquals(Optional.of(DB), alerts.place(prom, Optional.of(DB)));
    assertEquals("prom", alerts.place(prom, Optional.of(new HostId("bet-1"))).get().value());
    assertEquals("prom", alerts.place(prom, Optional.empty()).get().value());
    // The source's own host took the only place.
    assertEquals("prom", alerts.place(prom, Optional.of(new HostId("new-1"))).get().value());
    assertEquals("new-2", alerts.place(bet, Optional.of(new HostId("new-2"))).get().value());
    assertTrue(alerts.place(bet, Optional.empty()).isEmpty(), "far-1 is a host of acme");
  }

  @Test
  void wordsMeanTheUsualUnlessTheSourceSaysOtherwise() {
    Source prom = configuration.collector().sources().get(0);
    Source bet = configuration.collector().sources().get(1);
    assertEquals(AlertLevel.CRITICAL, prom.level("Page"));
    assertEquals(AlertLevel.CRITICAL, prom.level("P1"));
    assertEquals(AlertLevel.INFO, bet.level("P1"));
    assertEquals(AlertLevel.INFO, prom.level("none"));
    assertEquals(AlertLevel.WARNING, prom.level("whatever"));
    assertEquals(AlertLevel.WARNING, prom.level(""));
  }
}
