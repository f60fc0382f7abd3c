package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.List;
import oshi.software.os.OperatingSystem;

/** Time since the system started. */
final class UptimeProbe implements Probe {
  private final OperatingSystem system;

  UptimeProbe(OperatingSystem system) {
    this.system = system;
  }

  @Override
  public String name() {
    return "uptime";
  }

  @Override
  public List<Sample> read() {
    return List.of(
        new Sample(
            Metrics.UPTIME.series(), Reading.ofNonNegative((double) system.getSystemUptime())));
  }
}
