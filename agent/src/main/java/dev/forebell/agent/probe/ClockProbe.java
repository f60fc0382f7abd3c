package dev.forebell.agent.probe;

import dev.forebell.agent.exec.Finished;
import dev.forebell.agent.exec.Program;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Whether a time service holds this host's clock, and how far it is off by that service's word:
 * systemd-timesyncd leaves a file, chrony is asked with its own program. How far the clock is from
 * the collector's the collector measures itself.
 */
final class ClockProbe implements Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Path timesync;
  private final Path chronyc;

  /**
   * @param timesync {@code /run/systemd/timesync}
   * @param chronyc {@code /usr/bin/chronyc}
   */
  ClockProbe(Path timesync, Path chronyc) {
    this.timesync = timesync;
    this.chronyc = chronyc;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public CostClass cost() {
    return CostClass.HIGH;
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Duration timeout() {
    return PATIENCE.plusSeconds(1);
  }

  @Override
  public List<Sample> read() throws IOException {
    if (Files.isExecutable(chronyc)) {
      return ofChrony(
          new Program(List.of(chronyc.toString(), "-n", "-c", "tracking"), PATIENCE).run());
    }
    if (Files.isDirectory(timesync)) {
      boolean held = Files.exists(timesync.resolve("synchronized"));
      return samples(Reading.of(held ? 1 : 0), Reading.unavailable(Cause.NOT_SUPPORTED));
    }
    Reading none = Reading.unavailable(Cause.NOT_SUPPORTED);
    return samples(none, none);
  }

  /** One line: the fifth field is the offset in s, the last how well the clock is held. */
  static List<Sample> ofChrony(Finished finished) {
    String[] fields = finished.output().strip().split(",", -1);
    if (finished.exitCode() != 0 || fields.length < 14) {
      return samples(Reading.of(0), Reading.unavailable(Cause.FAILED));
    }
    boolean held = !fields[fields.length - 1].equals("Not synchronised");
    return samples(
        Reading.of(held ? 1 : 0),
        held && fields[4].matches("-?\\d+(\\.\\d+)?")
            ? Reading.of(Double.parseDouble(fields[4]))
            : Reading.unavailable(Cause.NOT_SUPPORTED));
  }

  private static List<Sample> samples(Reading held, Reading offset) {
    return List.of(
        new Sample(WatchMetrics.CLOCK_SYNCHRONIZED.series(), held),
        new Sample(WatchMetrics.CLOCK_NTP_OFFSET.series(), offset));
  }
}
