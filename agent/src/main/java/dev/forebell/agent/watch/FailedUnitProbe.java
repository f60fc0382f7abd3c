package dev.forebell.agent.watch;

import dev.forebell.agent.exec.Finished;
import dev.forebell.agent.exec.Program;
import dev.forebell.agent.probe.CostClass;
import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The units that systemd calls failed. It alone knows them, so it is asked every five minutes. */
final class FailedUnitProbe implements Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<String> words;
  // What was failed and is no more is told so: a series that ends would never clear anything.
  private final SortedSet<String> seen = new TreeSet<>();

  /**
   * @param words the program that lists failed units, one a line
   */
  FailedUnitProbe(List<String> words) {
    this.words = List.copyOf(words);
  }

  static FailedUnitProbe ofSystemd() {
    return new FailedUnitProbe(
        List.of(
            "systemctl", "list-units", "--state=failed", "--plain", "--no-legend", "--no-pager"));
  }

  @Override
  public String name() {
    return "failed_unit";
  }

  @Override
  public CostClass cost() {
    return CostClass.HIGH;
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration timeout() {
    return PATIENCE.plusSeconds(1);
  }

  @Override
  public List<Sample> read() throws IOException {
    Finished finished = new Program(words, PATIENCE).run();
    if (finished.exitCode() != 0) {
      throw new IOException(words.getFirst() + " ended with " + finished.exitCode());
    }
    SortedSet<String> failed = parse(finished.output());
    seen.addAll(failed);
    List<Sample> samples = new ArrayList<>();
    samples.add(Sample.of(WatchMetrics.SERVICE_FAILED_COUNT.series(), failed.size()));
    for (String unit : seen) {
      samples.add(
          Sample.of(
              WatchMetrics.SERVICE_FAILED.series(WatchMetrics.SERVICE_NAME, unit),
              failed.contains(unit) ? 1 : 0));
    }
    return samples;
  }

  /** The first word of each line; older versions put a mark before it. */
  static SortedSet<String> parse(String output) {
    SortedSet<String> units = new TreeSet<>();
    for (String line : output.lines().toList()) {
      String unit = line.replaceFirst("^[^\\p{Alnum}\\-\\\\]+", "").split("\\s+", -1)[0];
      if (unit.contains(".")) {
        units.add(unit);
      }
    }
    return units;
  }
}
