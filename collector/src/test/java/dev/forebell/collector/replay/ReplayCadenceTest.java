package dev.forebell.collector.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReplayCadenceTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private static ReplayLine.Samples line(long second, List<String> metrics) {
    List<Sample> samples =
        metrics.stream().map(metric -> Sample.of(SeriesKey.of(metric), 1)).toList();
    return new ReplayLine.Samples(1, START.plusSeconds(second), new HostId("a"), samples);
  }

  private static Optional<Duration> median(List<ReplayLine.Samples> lines) {
    ReplayCadence cadence = new ReplayCadence();
    lines.forEach(cadence::add);
    return cadence.median();
  }

  @Test
  void itIsTheMedianTimeBetweenTwoSamplesOfASeries() {
    List<ReplayLine.Samples> lines =
        IntStream.of(0, 60, 120, 600, 660).mapToObj(at -> line(at, List.of("m"))).toList();
    assertEquals(Optional.of(Duration.ofSeconds(60)), median(lines));
    assertEquals(Optional.empty(), median(lines.subList(0, 1)), "one sample shows no cadence");
  }

  @Provide
  Arbitrary<List<ReplayLine.Samples>> files() {
    Arbitrary<List<String>> metrics =
        Arbitraries.of("m", "n", "o", "p").list().ofMinSize(1).ofMaxSize(5);
    return Combinators.combine(Arbitraries.integers().between(0, 90), metrics)
        .as(Map::entry)
        .list()
        .ofMaxSize(30)
        .map(
            steps -> {
              long at = 0;
              List<ReplayLine.Samples> lines = new ArrayList<>();
              for (Map.Entry<Integer, List<String>> step : steps) {
                at += step.getKey();
                lines.add(line(at, step.getValue()));
              }
              return lines;
            });
  }

  @Property(tries = 1000)
  void countingStepsGivesTheMedianOfAllSteps(@ForAll("files") List<ReplayLine.Samples> lines) {
    assertEquals(sorted(lines), median(lines));
  }

  /** By the definition: all steps, sorted. */
  private static Optional<Duration> sorted(List<ReplayLine.Samples> lines) {
    Map<SeriesKey, Instant> last = new HashMap<>();
    List<Duration> steps = new ArrayList<>();
    for (ReplayLine.Samples line : lines) {
      for (Sample sample : line.samples()) {
        Instant before = last.put(sample.series(), line.at());
        if (before != null && before.isBefore(line.at())) {
          steps.add(Duration.between(before, line.at()));
        }
      }
    }
    steps.sort(null);
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get((steps.size() - 1) / 2));
  }
}
