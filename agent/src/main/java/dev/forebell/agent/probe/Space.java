package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Space of one file system, or why it cannot be told. */
@Pure
sealed interface Space {
  /** What every reading of a mount turns into. */
  List<Sample> samples(Mount mount);

  /**
   * In bytes.
   *
   * @param total size
   * @param free not used, what is reserved for root included
   * @param usable what others may still take
   */
  record Known(long total, long free, long usable) implements Space {
    @Override
    public List<Sample> samples(Mount mount) {
      long used = total - free;
      List<Sample> samples = new ArrayList<>();
      samples.add(usage(mount, "used", used));
      samples.add(usage(mount, "free", usable));
      samples.add(usage(mount, "reserved", free - usable));
      samples.add(
          new Sample(
              mount.series(Metrics.FILESYSTEM_UTILIZATION, Optional.of("used")),
              Reading.ofNonNegative(Rounded.share((double) used, (double) (used + usable)))));
      samples.add(
          new Sample(
              mount.series(Metrics.FILESYSTEM_LIMIT, Optional.empty()),
              Reading.ofNonNegative((double) total)));
      return samples;
    }

    private static Sample usage(Mount mount, String state, long bytes) {
      return new Sample(
          mount.series(Metrics.FILESYSTEM_USAGE, Optional.of(state)),
          Reading.ofNonNegative((double) bytes));
    }
  }

  /** Nothing known: the same series, unavailable. */
  record Unknown(Cause cause) implements Space {
    @Override
    public List<Sample> samples(Mount mount) {
      return new Known(0, 0, 0)
          .samples(mount).stream()
              .map(sample -> Sample.unavailable(sample.series(), cause))
              .toList();
    }
  }
}
