package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What several customers stand on, over restarts from a real ledger: whenever the collector starts
 * anew, each of them has the events that it has without a restart, no more and no less.
 */
class ProviderRestartIT {
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");
  private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
  private static final List<String> HOSTS =
      List.of("hv-01", "storage-01", "beta-vdi-01", "beta-vdi-02", "gamma-erp");

  /** What happens, in minutes: hosts that fall silent and come back, volumes of the storage. */
  private static final List<String> LIFE =
      List.of(
          "1 silent hv-01",
          "1 silent beta-vdi-01",
          "1 silent gamma-erp",
          "3 full storage-01",
          "5 back hv-01",
          "6 back beta-vdi-01",
          "9 fuller storage-01",
          "12 free storage-01",
          "20 back gamma-erp");

  private static final int LAST_MINUTE = 55;
  private static final int NEVER = -1;

  /** Seconds between signs of life. */
  private static final int BEAT = 2;

  @TempDir private Path data;

  private final Configuration configuration =
      switch (ConfigurationFiles.load(FOLDER, new Secrets(name -> Optional.empty(), FOLDER))) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
      };

  /** A collector on a ledger of its own. */
  private final class Run implements AutoCloseable {
    private final DataFolder folder;
    private final List<String> events = new ArrayList<>();
    private final TreeSet<String> silent = new TreeSet<>();
    private double used = 0.5;
    private SqlLedger ledger;
    private CommitWriter writer;
    private EngineRoom room;
    private long sequence;

    Run(Path data) {
      folder = DataFolder.claim(data, START);
      open(START);
    }

    private void open(Instant now) {
      ledger = SqlLedger.open(folder);
      Recovered recovered = Recovered.of(ledger.load());
      room = EngineRoom.restored(configuration, recovered, now, Duration.ofSeconds(20));
      writer = new CommitWriter(recovered.announced());
      HOSTS.stream()
          .filter(host -> !silent.contains(host))
          .forEach(host -> room.host(new HostId(host), new HostInput.Connected(now, "boot")));
    }

    @Override
    public void close() {
      ledger.close();
      folder.close();
    }

    /** The whole life; the collector is killed and started in the middle of a minute. */
    List<String> live(int killedIn) {
      for (int second = 0; second < LAST_MINUTE * 60; second += BEAT) {
        Instant now = START.plusSeconds(second);
        if (second % 60 == 0) {
          act(second / 60, now);
        }
        if (second == killedIn * 60 + 30) {
          commit(now);
          SortedMap<String, String> before = folded();
          ledger.close();
          open(now);
          assertEquals(before, folded(), "folded from the ledger at minute " + killedIn);
        }
        HOSTS.stream()
            .filter(host -> !silent.contains(host))
            .forEach(host -> room.host(new HostId(host), new HostInput.Heartbeat(now)));
        if (second % 10 == 0) {
          room.host(new HostId("storage-01"), volume(now));
        }
        tick(now);
        if (room.hasEffects()) {
          commit(now);
        }
      }
      return events.stream().sorted().toList();
    }

    private void act(int minute, Instant now) {
      for (String line : LIFE) {
        String[] words = line.split(" ", -1);
        if (Integer.parseInt(words[0]) == minute) {
          act(words[1], words[2], now);
        }
      }
    }

    private void act(String what, String host, Instant now) {
      switch (what) {
        case "silent" -> {
          silent.add(host);
          room.host(new HostId(host), new HostInput.Silenced(now));
        }
        case "back" -> {
          silent.remove(host);
          room.host(new HostId(host), new HostInput.Connected(now, "boot"));
        }
        case "full" -> used = 0.97;
        case "fuller" -> used = 0.998;
        case "free" -> used = 0.5;
        default -> throw new IllegalArgumentException(what);
      }
    }

    private HostInput volume(Instant at) {
      TreeMap<String, String> attributes = new TreeMap<>();
      attributes.put("system.filesystem.mountpoint", "/tenant-gamma");
      attributes.put("system.filesystem.state", "used");
      Sample sample =
          new Sample(
              new SeriesKey("system.filesystem.utilization", new Attributes(attributes)),
              new Reading.Value(used));
      sequence++;
      return new HostInput.Samples(
          at, new SampleBatch(Lane.LIVE, 0, sequence, at, List.of(sample)));
    }

    private void tick(Instant until) {
      while (room.earliestWake().filter(wake -> !wake.isAfter(until)).isPresent()) {
        room.takeDue(until).forEach(machine -> room.tick(machine, until));
      }
    }

    private void commit(Instant now) {
      List<LastHeard> heard =
          HOSTS.stream()
              .filter(host -> !silent.contains(host))
              .map(host -> new LastHeard(new HostId(host), now))
              .toList();
      var commit = writer.write(room, room.takeEffects(), configuration, List.of(), heard, now);
      ledger.commit(commit);
      commit.events().stream()
          .map(one -> "%s %03d %s".formatted(one.incident(), one.number(), one.name()))
          .forEach(events::add);
    }

    private SortedMap<String, String> folded() {
      TreeMap<String, String> folded = new TreeMap<>();
      SimulatedEngine.folded(ledger, configuration)
          .forEach((id, incident) -> folded.put(id.value(), incident));
      return folded;
    }
  }

  private List<String> live(String folder, int killedIn) {
    try (Run run = new Run(data.resolve(folder))) {
      List<String> events = run.live(killedIn);
      assertEquals(List.of(), List.copyOf(run.folded().keySet()), events::toString);
      return events;
    }
  }

  @Test
  void aRestartAtAnyTimeLosesNothingAndDoublesNothing() {
    List<String> whole = live("whole", NEVER);
    assertTrue(
        whole.containsAll(
            List.of(
                "INC-DC-2026-1 001 incident.opened",
                "INC-BETA-2026-1 001 incident.opened",
                "INC-GAMMA-2026-1 001 incident.opened",
                "INC-GAMMA-2026-2 001 incident.opened")),
        whole::toString);
    for (int minute : List.of(0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 20, 21, 25)) {
      assertEquals(whole, live("killed-" + minute, minute), "killed in minute " + minute);
    }
  }
}
