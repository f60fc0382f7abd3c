package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender that was away catches up: what it sends is history. */
class LateArrivalTest {
  private static final Instant START = SourcedRoom.START;
  private static final HostId HOST = new HostId("web-1");

  @TempDir private Path folder;
  private EngineRoom room;
  private final AfterCommit after = new AfterCommit(new FleetBoard(), new ElementNews());

  @BeforeEach
  void aHostOfASource() throws IOException {
    room = SourcedRoom.room(SourcedRoom.configuration(folder));
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
    LinkState silent = room.state(HOST).orElseThrow().linkState();
    assertTrue(silent != LinkState.UP, silent.toString());
    arrives(Lane.BACKFILL, 120, 10, 1);
    assertEquals(silent, room.state(HOST).orElseThrow().linkState());
    arrives(Lane.LIVE, 121, 121, 1);
    assertEquals(LinkState.UP, room.state(HOST).orElseThrow().linkState());
  }
}
