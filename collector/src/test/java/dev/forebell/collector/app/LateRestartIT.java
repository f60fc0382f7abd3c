package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes late is told in full although the collector is restarted from a real ledger meanwhile.
 */
class LateRestartIT {
  private static final Instant START = SourcedRoom.START;
  private static final HostId HOST = new HostId("web-1");
  private static final int NEVER = -1;

  @TempDir private Path data;

  /** A collector on a ledger of its own. */
  private static final class Run implements AutoCloseable {
    private final Configuration configuration;
    private final DataFolder folder;
    private final AfterCommit after = new AfterCommit(new FleetBoard(), new ElementNews());
    private final List<String> events = new ArrayList<>();
    private SqlLedger ledger;
    private CommitWriter writer;
    private EngineRoom room;

    Run(Configuration configuration, Path data) {
      this.configuration = configuration;
      this.folder = DataFolder.claim(data, START);
      open(START);
    }

    private void open(Instant now) {
      ledger = SqlLedger.open(folder);
      Recovered recovered = Recovered.of(ledger.load());
      room = EngineRoom.restored(configuration, recovered, now, Duration.ofSeconds(1));
      writer = new CommitWriter(recovered.announced());
    }

    @Override
    public void close() {
      ledger.close();
      folder.close();
    }

    /** A minute as usual, nine unheard, of which two were busy; then all of it comes. */
    List<String> live(int killedAfter) {
      for (int second = 0; second <= 60; second += 10) {
        arrives(Lane.LIVE, second, second, 1);
      }
      arrives(Lane.LIVE, 900, 610, 1);
      for (int second = 70; second <= 600; second += 10) {
        boolean busy = (second >= 200 && second <= 300) || second >= 560;
        arrives(Lane.BACKFILL, 901, second, busy ? 9 : 1);
        if (second == killedAfter) {
          commit(START.plusSeconds(901));
          ledger.close();
          open(START.plusSeconds(901));
        }
      }
      arrives(Lane.LIVE, 902, 620, 1);
      commit(START.plusSeconds(902));
      return events;
    }

    private void arrives(Lane lane, int received, int sampled, double load) {
      Instant now = START.plusSeconds(received);
      List<Sample> samples = List.of(Sample.of(Metrics.LOAD_AVERAGE_1M.series(), load));
      SampleBatch batch =
          new SampleBatch(lane, 1, sampled + 1L, START.plusSeconds(sampled), samples);
      Arrival.take(
          new EngineInput.Arrived(HOST, now, batch, new CompletableFuture<>()), room, after);
      if (room.hasEffects()) {
        commit(now);
      }
    }

    private void commit(Instant now) {
      List<LastHeard> heard = List.of(new LastHeard(HOST, now));
      var commit = writer.write(room, room.takeEffects(), configuration, List.of(), heard, now);
      ledger.commit(commit);
      commit.events().stream()
          .filter(one -> one.payload().contains("busy"))
          .map(one -> "%s %d %s".formatted(one.incident(), one.number(), one.name()))
          .forEach(events::add);
    }
  }

  private List<String> live(String folder, int killedAfter) throws IOException {
    Configuration configuration = SourcedRoom.configuration(data.resolve("config"));
    try (Run run = new Run(configuration, data.resolve(folder))) {
      return List.copyOf(run.live(killedAfter));
    }
  }

  @Test
  void aRestartAmidWhatComesLateLosesNothingOfIt() throws IOException {
    List<String> whole = live("whole", NEVER);
    assertEquals(2, whole.stream().filter(one -> one.endsWith("incident.suppressed")).count());
    for (int second : List.of(70, 190, 200, 210, 220, 290, 300, 310, 320, 400, 560, 590, 600)) {
      assertEquals(whole, live("killed-" + second, second), "killed after second " + second);
    }
  }
}
