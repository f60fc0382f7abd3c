package dev.forebell.collector.app.simulate;

import java.time.Duration;
import java.util.Arrays;

/** Durations that were measured, and what share of them was below which. Any thread. */
final class Delays {
  private long[] nanos = new long[1024];
  private int count;

  synchronized void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count] = Math.max(0, duration);
    count++;
  }

  synchronized int count() {
    return count;
  }

  /** The duration that this share of all did not exceed; zero if there is none. */
  synchronized Duration at(double share) {
    if (count == 0) {
      return Duration.ZERO;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(share * count) - 1;
    return Duration.ofNanos(sorted[Math.clamp(index, 0, count - 1)]);
  }
}
