package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.DEVICE;
import static dev.forebell.common.model.Metrics.FILESYSTEM_LIMIT;
import static dev.forebell.common.model.Metrics.FILESYSTEM_STATE;
import static dev.forebell.common.model.Metrics.FILESYSTEM_TYPE;
import static dev.forebell.common.model.Metrics.FILESYSTEM_USAGE;
import static dev.forebell.common.model.Metrics.FILESYSTEM_UTILIZATION;
import static dev.forebell.common.model.Metrics.MOUNTPOINT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceTest {
  private static final Mount DATA = new Mount("/dev/sdb1", "/data", "xfs");

  @Test
  void theStatesSumToTheLimitAndUtilisationLeavesOutWhatIsReserved() {
    List<Sample> samples = new Space.Known(1000, 300, 200).samples(DATA);
    assertEquals(700, number(samples, FILESYSTEM_USAGE, "used"));
    assertEquals(200, number(samples, FILESYSTEM_USAGE, "free"));
    assertEquals(100, number(samples, FILESYSTEM_USAGE, "reserved"));
    assertEquals(0.777778, number(samples, FILESYSTEM_UTILIZATION, "used"));
    assertEquals(
        1000,
        Readings.number(
            samples,
            FILESYSTEM_LIMIT,
            DEVICE,
            "/dev/sdb1",
            MOUNTPOINT,
            "/data",
            FILESYSTEM_TYPE,
            "xfs"));
  }

  @Test
  void fullForUsersIsHundredPercent() {
    assertEquals(
        1.0, number(new Space.Known(1000, 50, 0).samples(DATA), FILESYSTEM_UTILIZATION, "used"));
  }

  @Test
  void withoutAnAnswerTheSameSeriesAreUnavailable() {
    List<Sample> known = new Space.Known(1000, 300, 200).samples(DATA);
    List<Sample> unknown = new Space.Unknown(Cause.TIMED_OUT).samples(DATA);
    assertEquals(
        known.stream().map(s -> Sample.unavailable(s.series(), Cause.TIMED_OUT)).toList(), unknown);
  }

  @Test
  void anEmptyFileSystemWithoutSizeHasNoUtilisation() {
    assertEquals(
        Reading.unavailable(Cause.IMPLAUSIBLE),
        Readings.of(
            new Space.Known(0, 0, 0).samples(DATA), FILESYSTEM_UTILIZATION, attributes("used")));
  }

  private static double number(List<Sample> samples, MetricDescriptor metric, String state) {
    return Readings.number(samples, metric, attributes(state));
  }

  private static String[] attributes(String state) {
    return new String[] {
      DEVICE, "/dev/sdb1", MOUNTPOINT, "/data", FILESYSTEM_TYPE, "xfs", FILESYSTEM_STATE, state
    };
  }
}
