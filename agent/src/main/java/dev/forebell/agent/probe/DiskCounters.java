package dev.forebell.agent.probe;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one disk did since it appeared.
 *
 * @param busyMillis time with at least one operation under way
 * @param times where the system tells how long the operations took
 */
@Pure
record DiskCounters(
    String device, Transfers reads, Transfers writes, long busyMillis, Optional<Times> times) {

  /** One direction. */
  record Transfers(long operations, long bytes) {}

  /** Sum of the duration of all operations, in ms. */
  record Times(long readMillis, long writeMillis) {
    long sum() {
      return readMillis + writeMillis;
    }
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    addBoth(samples, Metrics.DISK_IO, (double) reads.bytes(), (double) writes.bytes());
    addBoth(
        samples,
        Metrics.DISK_OPERATIONS,
        (double) reads.operations(),
        (double) writes.operations());
    times.ifPresent(
        t ->
            addBoth(
                samples,
                Metrics.DISK_OPERATION_TIME,
                seconds(t.readMillis()),
                seconds(t.writeMillis())));
    samples.add(
        new Sample(
            Metrics.DISK_IO_TIME.series(Metrics.DEVICE, device),
            Reading.ofNonNegative(seconds(busyMillis))));
    return samples;
  }

  /**
   * Mean duration of the operations completed since an earlier reading, in s; 0 where none was.
   * Empty where durations are unknown or the counters started again.
   */
  Optional<Double> latencySince(DiskCounters before) {
    if (times.isEmpty() || before.times.isEmpty()) {
      return Optional.empty();
    }
    long operations = operations() - before.operations();
    long millis = times.get().sum() - before.times.get().sum();
    if (operations < 0 || millis < 0) {
      return Optional.empty();
    }
    return Optional.of(operations == 0 ? 0 : seconds(millis) / operations);
  }

  private long operations() {
    return reads.operations() + writes.operations();
  }

  private void addBoth(List<Sample> samples, MetricDescriptor metric, double read, double write) {
    samples.add(direction(metric, "read", read));
    samples.add(direction(metric, "write", write));
  }

  private Sample direction(MetricDescriptor metric, String direction, double value) {
    return new Sample(
        metric.series(Metrics.DEVICE, device, Metrics.DISK_DIRECTION, direction),
        Reading.ofNonNegative(value));
  }

  private static double seconds(long millis) {
    return millis / 1000.0;
  }
}
