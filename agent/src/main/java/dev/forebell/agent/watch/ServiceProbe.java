package dev.forebell.agent.watch;

import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.util.List;

/**
 * Whether the watched units of systemd run: whether their control group holds a process, which
 * costs one small file each and starts nothing.
 */
final class ServiceProbe implements Probe {
  private final List<String> units;
  private final ControlGroups groups;

  /**
   * @param units full names, such as {@code ssh.service}
   */
  ServiceProbe(List<String> units, ControlGroups groups) {
    this.units = List.copyOf(units);
    this.groups = groups;
  }

  @Override
  public String name() {
    return "service";
  }

  @Override
  public List<SeriesKey> promised() {
    return units.stream().map(ServiceProbe::series).toList();
  }

  @Override
  public List<Sample> read() {
    return units.stream().map(unit -> new Sample(series(unit), reading(unit))).toList();
  }

  private Reading reading(String unit) {
    return groups.exist()
        ? Reading.of(groups.isPopulated(unit) ? 1 : 0)
        : Reading.unavailable(Cause.NOT_SUPPORTED);
  }

  private static SeriesKey series(String unit) {
    return WatchMetrics.SERVICE_UP.series(WatchMetrics.SERVICE_NAME, unit);
  }
}
