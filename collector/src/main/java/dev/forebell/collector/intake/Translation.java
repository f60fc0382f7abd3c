package dev.forebell.collector.intake;

import dev.forebell.collector.intake.RawValues.Raw;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Samples under our names in the making. One thread. */
@Pure
final class Translation {
  private final RawValues raw;
  private final SeriesNames names;
  private final List<Sample> samples = new ArrayList<>();

  Translation(RawValues raw, SeriesNames names) {
    this.raw = raw;
    this.names = names;
  }

  RawValues raw() {
    return raw;
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  void add(MetricDescriptor metric, double value, String... attributes) {
    samples.add(new Sample(names.next(metric, attributes), Reading.of(value)));
  }

  void add(MetricDescriptor metric, OptionalDouble value, String... attributes) {
    value.ifPresent(number -> add(metric, number, attributes));
  }

  /** Their only series of that name, under ours. */
  void plain(String theirs, MetricDescriptor metric, String... attributes) {
    add(metric, raw.one(theirs), attributes);
  }

  /**
   * Each of their series, told apart by one label.
   *
   * @param label whose value becomes {@code attribute}
   */
  void each(
      String theirs,
      Predicate<Raw> which,
      String label,
      MetricDescriptor metric,
      String attribute,
      String... more) {
    for (Raw one : raw.all(theirs)) {
      if (which.test(one)) {
        add(metric, one.value(), with(attribute, one.label(label), more));
      }
    }
  }

  private static String[] with(String name, String value, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add(name);
    all.add(value);
    return all.toArray(String[]::new);
  }

  /** Two states of a whole, in bytes and as shares. */
  void shares(
      MetricDescriptor usage,
      MetricDescriptor utilization,
      String attribute,
      double used,
      double free) {
    add(usage, used, attribute, "used");
    add(usage, free, attribute, "free");
    if (used + free > 0) {
      add(utilization, used / (used + free), attribute, "used");
      add(utilization, free / (used + free), attribute, "free");
    }
  }
}
