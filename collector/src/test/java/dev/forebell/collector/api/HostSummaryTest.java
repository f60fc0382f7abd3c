package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostSummaryTest {
  @Test
  void busyIsWhatIsNotIdle() {
    SeriesKey idle = Metrics.CPU_UTILIZATION.series(Metrics.CPU_MODE, "idle");
    assertEquals(Optional.of(0.25), HostSummary.of(List.of(Sample.of(idle, 0.75))).cpu());
  }

  @Test
  void theFullestFilesystemIsShown() {
    HostSummary summary = HostSummary.of(List.of(used("/", 0.4), used("/srv", 0.9)));
    assertEquals(Optional.of(new HostSummary.Filesystem("/srv", 0.9)), summary.filesystem());
  }

  private static Sample used(String mountpoint, double share) {
    return Sample.of(
        Metrics.FILESYSTEM_UTILIZATION.series(
            Metrics.MOUNTPOINT, mountpoint, Metrics.FILESYSTEM_STATE, "used"),
        share);
  }

  @Test
  void sessionsOfEveryStateAreSummed() {
    HostSummary summary =
        HostSummary.of(
            List.of(
                Sample.of(Metrics.SESSION_COUNT.series(Metrics.SESSION_STATE, "active"), 3),
                Sample.of(Metrics.SESSION_COUNT.series(Metrics.SESSION_STATE, "idle"), 2)));
    assertEquals(Optional.of(5L), summary.people());
  }

  @Test
  void whatIsUnavailableIsNotANumber() {
    SeriesKey used = Metrics.MEMORY_UTILIZATION.series(Metrics.MEMORY_STATE, "used");
    HostSummary summary = HostSummary.of(List.of(Sample.unavailable(used, Reading.Cause.FAILED)));
    assertEquals(
        new HostSummary(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        summary);
  }
}
