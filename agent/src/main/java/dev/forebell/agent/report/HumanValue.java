package dev.forebell.agent.report;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Pure;
import java.util.Locale;

/** A number with its unit as people read it. */
@Pure
final class HumanValue {
  private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private HumanValue() {}

  /** A gauge's value: {@code 12.3 %}, {@code 1.5 GiB}, {@code 4.2 ms}, {@code 3}. */
  static String of(MetricDescriptor metric, double value) {
    return switch (metric.unit()) {
      case "1" -> String.format(Locale.ROOT, "%.1f %%", value * 100);
      case "By" -> size(value);
      case "s" -> value < 0 ? "-" + seconds(-value) : seconds(value);
      default ->
          value == Math.rint(value)
              ? String.format(Locale.ROOT, "%.0f", value)
              : String.format(Locale.ROOT, "%.2f", value);
    };
  }

  /** A counter's growth by second: {@code 1.2 MiB/s}, {@code 40.0 packet/s}. */
  static String rate(MetricDescriptor metric, double perSecond) {
    return switch (metric.unit()) {
      case "By" -> size(perSecond) + "/s";
      case "s" -> String.format(Locale.ROOT, "%.3f s/s", perSecond);
      default ->
          String.format(Locale.ROOT, "%.1f %s/s", perSecond, metric.unit().replaceAll("[{}]", ""));
    };
  }

  static String size(double bytes) {
    int power = 0;
    double scaled = bytes;
    while (Math.abs(scaled) >= 1024 && power < SIZES.length - 1) {
      scaled /= 1024;
      power++;
    }
    return String.format(Locale.ROOT, power == 0 ? "%.0f %s" : "%.1f %s", scaled, SIZES[power]);
  }

  static String seconds(double value) {
    if (value < 1) {
      return String.format(Locale.ROOT, "%.1f ms", value * 1000);
    }
    if (value < 120) {
      return String.format(Locale.ROOT, "%.1f s", value);
    }
    long minutes = (long) (value / 60);
    return minutes < 120
        ? String.format(Locale.ROOT, "%d min", minutes)
        : String.format(
            Locale.ROOT, "%d d %d h %d min", minutes / 1440, minutes / 60 % 24, minutes % 60);
  }
}
