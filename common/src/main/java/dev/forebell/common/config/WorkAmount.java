package dev.forebell.common.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** An amount of working time as contracts write it. */
public sealed interface WorkAmount {
  /** What an amount looks like, for messages. */
  String EXPECTED =
      "an amount such as 10m, 2h, 4wh (working hours), 0.5wd (working days), next_working_day or"
          + " PT4H";

  /** {@code 4wh}, {@code 30m}, {@code 2h}, ISO 8601: open time of a calendar. */
  record OpenTime(Duration duration) implements WorkAmount {}

  /** {@code 0.5wd}. */
  record WorkingDays(BigDecimal days) implements WorkAmount {}

  /** {@code next_working_day}. */
  record NextWorkingDay() implements WorkAmount {}

  /** Reads one; {@code h}, {@code m}, {@code d} (24 h) and ISO are open time just as {@code wh}. */
  static Parsed<WorkAmount> parse(String text) {
    if (text.equals("next_working_day")) {
      return Parsed.good(new NextWorkingDay());
    }
    return before(text, "wd")
        .filter(days -> days.compareTo(BigDecimal.valueOf(10_000)) <= 0)
        .<WorkAmount>map(WorkingDays::new)
        .or(() -> openTime(text))
        .map(Parsed::good)
        .orElseGet(() -> Parsed.bad(Quantity.quoted(text) + complaint(text), EXPECTED));
  }

  private static Optional<WorkAmount> openTime(String text) {
    return Quantity.duration(text.endsWith("wh") ? text.replace("wh", "h") : text)
        .toOptional()
        .map(OpenTime::new);
  }

  private static Optional<BigDecimal> before(String text, String unit) {
    return text.endsWith(unit)
        ? Quantity.number(text.substring(0, text.length() - unit.length()))
            .filter(n -> n.signum() >= 0)
        : Optional.empty();
  }

  private static String complaint(String text) {
    return Quantity.number(text).isPresent() ? " has no unit" : " is not an amount of time";
  }
}
