package dev.forebell.benchmarks.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.replay.KnownSeries;
import dev.forebell.collector.replay.ReplayLine;
import dev.forebell.collector.replay.ReplayReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetRecordingTest {
  private static byte[] recording(int hosts, Duration length, long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FleetRecording(hosts, length, 60, seed, out).write();
    return out.toByteArray();
  }

  @Test
  void theSameArgumentsGiveTheSameBytes() throws IOException {
    byte[] one = recording(3, Duration.ofHours(1), 7);
    assertArrayEquals(one, recording(3, Duration.ofHours(1), 7));
    assertTrue(one.length != recording(3, Duration.ofHours(1), 8).length);
  }

  @Test
  void aDayHoldsSamplesAndTroublesAndNoMistake() throws IOException {
    ReplayReader reader =
        new ReplayReader(
            "day",
            new ByteArrayInputStream(recording(8, Duration.ofDays(1), 1)),
            new KnownSeries());
    Map<String, Integer> kinds = new TreeMap<>();
    for (Optional<ReplayLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      kinds.merge(line.orElseThrow().getClass().getSimpleName(), 1, Integer::sum);
    }
    assertEquals(List.of(), reader.problems());
    assertTrue(kinds.get("Samples") > 10_000, kinds.toString());
    assertTrue(kinds.containsKey("Connected"), kinds.toString());
    assertTrue(kinds.containsKey("Closed") || kinds.containsKey("Silent"), kinds.toString());
    assertEquals(1, kinds.get("Tick"));
  }
}
