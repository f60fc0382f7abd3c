package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ledger.Recovery;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender that was away catches up: what it sends is history. */
class LateArrivalTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final HostId HOST = new HostId("web-1");

  @TempDir private Path folder;
  private EngineRoom room;
  private final AfterCommit after = new AfterCommit(new FleetBoard(), new ElementNews());

  @BeforeEach
  void aHostOfASource() throws IOException {
    write(
        "collector.yaml",
        "sources: [{id: prom, customer: acme, site: hq, interval: 10s, sha256: "
            + "0".repeat(64)
            + "}]\n");
    write(
        "customers/acme.yaml",
        """
        customer: {id: acme, code: ACME, zone: Europe/Berlin, people: 5, contract: c}
        sites: [{id: hq}]
        hosts: [{id: web-1, site: hq, kind: server, labels: {source: prom}}]
        """);
    write(
        "contracts/c.yaml",
        """
        contract: {id: c, valid_from: 2000-01-01, calendar: always}
        targets: [{clock: response, anchor: detected, amount: 1h}]
        """);
    write(
        "rules/load.yaml",
        """
        rules:
          - id: busy
            kind: threshold
            metric: system.cpu.load_average.1m
            means: degradation
            levels: [{severity: warning, above: 4, clear: 3, for: 20s}]
            clear_for: 20s
        """);
    Loaded loaded = ConfigurationFiles.load(folder, new Secrets(name -> Optional.empty(), folder));
    Configuration files =
        assertInstanceOf(Loaded.Ok.class, loaded, loaded.toString()).configuration();
    Recovered nothing =
        Recovered.of(
            new Recovery(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>()));
    room = EngineRoom.restored(files, nothing, START, Duration.ofSeconds(1));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void arrives(Lane lane, int received, int sampled, double load) {
    SampleBatch batch =
        new SampleBatch(
            lane,
            1,
            sampled + 1L,
            START.plusSeconds(sampled),
            List.of(Sample.of(Metrics.LOAD_AVERAGE_1M.series(), load)));
    Arrival.take(
        new EngineInput.Arrived(
            HOST, START.plusSeconds(received), batch, new CompletableFuture<>()),
        room,
        after);
  }

  private List<String> told() {
    return room.takeEffects().events().stream()
        .map(one -> one.happened().event().reason() + " " + one.happened().incident().key().rule())
        .toList();
  }

  @Test
  void whatCameAndWentMeanwhileIsRecordedAndOpensNothing() {
    for (int second = 0; second <= 60; second += 10) {
      arrives(Lane.LIVE, second, second, 1);
    }
    for (int second = 70; second <= 600; second += 10) {
      arrives(Lane.BACKFILL, 900, second, second >= 200 && second <= 300 ? 9 : 1);
    }
    arrives(Lane.LIVE, 901, 610, 1);
    List<String> busy = told().stream().filter(one -> one.endsWith(" busy")).toList();
    assertEquals(List.of("LATE_DATA busy", "LATE_DATA busy"), busy, "suppressed, then closed");
  }

  @Test
  void catchingUpIsNoSignOfLife() {
    arrives(Lane.LIVE, 0, 0, 1);
    room.host(HOST, new HostInput.Tick(START.plusSeconds(100)));
    LinkState silent = room.hostStates().getFirst().linkState();
    assertTrue(silent != LinkState.UP, silent.toString());
    arrives(Lane.BACKFILL, 120, 10, 1);
    assertEquals(silent, room.hostStates().getFirst().linkState());
    arrives(Lane.LIVE, 121, 121, 1);
    assertEquals(LinkState.UP, room.hostStates().getFirst().linkState());
  }
}
