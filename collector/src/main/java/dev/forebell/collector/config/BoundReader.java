package dev.forebell.collector.config;

import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import java.util.Optional;

/**
 * Reads {@code above}, {@code below} and {@code clear} in the unit of their metric: 85 for a ratio
 * would never be reached, so it is refused.
 *
 * @param metric whose values are compared
 * @param rate whether its increase per second is
 * @param divided whether what is compared is a quotient, which has no unit
 */
record BoundReader(String metric, boolean rate, boolean divided) {
  /** Of a value or rate that is not divided. */
  BoundReader(String metric, boolean rate) {
    this(metric, rate, false);
  }

  /** Which side is bad, and from where. */
  record Bound(boolean above, double value) {}

  /** Exactly one of {@code above} and {@code below}. */
  Optional<Bound> read(YamlMap map) {
    if (map.has("above") == map.has("below")) {
      map.problem(
          map.has("above") ? "above and below are both given" : "neither above nor below is given",
          "exactly one of above, below");
      return Optional.empty();
    }
    boolean above = map.has("above");
    return map.get(above ? "above" : "below")
        .flatMap(this::number)
        .map(value -> new Bound(above, value));
  }

  /** One number in the metric's unit. */
  Optional<Double> number(YamlValue value) {
    return value.level().filter(level -> fits(value, level)).map(Quantity.Level::value);
  }

  private boolean fits(YamlValue value, Quantity.Level level) {
    if (divided) {
      return fitsQuotient(value, level);
    }
    if (level.perSecond() && !rate) {
      value.problem("/s is for rates", "rate: true on the rule, or a level without /s");
      return false;
    }
    Optional<MetricDescriptor> known = Metrics.find(metric);
    Optional<String> wanted = known.filter(m -> !suits(m.unit(), level)).map(m -> wanted(m.unit()));
    wanted.ifPresent(
        text ->
            value.problem(
                value.text().map(Quantity::quoted).orElse("this")
                    + " is not in the unit of "
                    + metric,
                text));
    return wanted.isEmpty();
  }

  private static boolean fitsQuotient(YamlValue value, Quantity.Level level) {
    boolean plain = level.unit() == Quantity.Unit.PLAIN || level.unit() == Quantity.Unit.SHARE;
    if (!plain || level.perSecond()) {
      value.problem(
          value.text().map(Quantity::quoted).orElse("this") + " has a unit, a quotient has none",
          "a plain number, or a share such as 0.1%");
    }
    return plain && !level.perSecond();
  }

  private boolean suits(String unit, Quantity.Level level) {
    return switch (level.unit()) {
      case PLAIN -> rate || !unit.equals("1") || Math.abs(level.value()) <= 1;
      case SHARE -> unit.equals("1") || rate;
      case BYTES -> unit.equals("By");
      case SECONDS -> unit.equals("s");
    };
  }

  private static String wanted(String unit) {
    return switch (unit) {
      case "1" -> "a share such as 90% or 0.9";
      case "By" -> "a size such as 10GiB, or a number of bytes";
      case "s" -> "a duration such as 50ms, or a number of seconds";
      default -> "a plain number";
    };
  }
}
