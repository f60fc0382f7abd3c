package dev.forebell.collector.api;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The few numbers that tell how a host does.
 *
 * @param cpu busy share of all processors, 0..1
 * @param memory used share, 0..1
 * @param people sessions on it
 */
record HostSummary(
    Optional<Double> cpu,
    Optional<Double> memory,
    Optional<Filesystem> filesystem,
    Optional<Long> people) {

  /** The fullest file system; {@code utilization} 0..1. */
  record Filesystem(String mountpoint, double utilization) {}

  static HostSummary of(List<Sample> samples) {
    return new HostSummary(cpu(samples), memory(samples), fullest(samples), people(samples));
  }

  private static Optional<Double> cpu(List<Sample> samples) {
    return find(samples, "system.cpu.utilization", "cpu.mode", "idle")
        .map(idle -> Math.clamp(1 - idle, 0.0, 1.0));
  }

  private static Optional<Double> memory(List<Sample> samples) {
    return find(samples, "system.memory.utilization", "system.memory.state", "used");
  }

  private static Optional<Long> people(List<Sample> samples) {
    List<Double> counts =
        samples.stream()
            .filter(s -> s.series().metric().equals("forebell.session.count"))
            .flatMap(s -> value(s).stream())
            .toList();
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(Math.round(counts.stream().mapToDouble(d -> d).sum()));
  }

  private static Optional<Filesystem> fullest(List<Sample> samples) {
    return samples.stream()
        .filter(s -> is(s, "system.filesystem.utilization", "system.filesystem.state", "used"))
        .flatMap(s -> value(s).map(v -> new Filesystem(mountpoint(s), v)).stream())
        .max(Comparator.comparingDouble(Filesystem::utilization));
  }

  private static String mountpoint(Sample sample) {
    return sample.series().attributes().get("system.filesystem.mountpoint").orElse("");
  }

  private static Optional<Double> find(
      List<Sample> samples, String metric, String attribute, String wanted) {
    return samples.stream()
        .filter(s -> is(s, metric, attribute, wanted))
        .flatMap(s -> value(s).stream())
        .findFirst();
  }

  private static boolean is(Sample sample, String metric, String attribute, String wanted) {
    return sample.series().metric().equals(metric)
        && sample.series().attributes().get(attribute).filter(wanted::equals).isPresent();
  }

  private static Optional<Double> value(Sample sample) {
    return sample.reading() instanceof Reading.Value(double value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
