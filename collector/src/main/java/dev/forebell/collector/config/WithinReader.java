package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.detect.ForecastLevel;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code 7d} and {@code next_opening + 4wh}. */
final class WithinReader {
  private static final String OPENING = "next_opening";
  private static final String EXPECTED = "a time such as 7d, or next_opening + 4wh";

  private WithinReader() {}

  static Optional<ForecastLevel.Within> read(YamlValue value) {
    return value.parse(WithinReader::parse, EXPECTED);
  }

  private static Parsed<ForecastLevel.Within> parse(String text) {
    if (text.startsWith(OPENING)) {
      return opening(text, text.substring(OPENING.length()).strip());
    }
    return switch (Quantity.duration(text)) {
      case Parsed.Good<Duration>(Duration time)
          when time.isPositive() && time.compareTo(Duration.ofDays(14)) <= 0 ->
          Parsed.good(new ForecastLevel.Within.Elapsed(time));
      case Parsed.Good<Duration> _ ->
          Parsed.bad(Quantity.quoted(text) + " is out of range", "a time up to 14d");
      case Parsed.Bad<Duration>(String what, String _) -> Parsed.bad(what, EXPECTED);
    };
  }

  private static Parsed<ForecastLevel.Within> opening(String text, String rest) {
    if (rest.isEmpty()) {
      return Parsed.good(new ForecastLevel.Within.AfterOpening(Duration.ZERO));
    }
    if (rest.startsWith("+")
        && Amounts.parse(rest.substring(1).strip())
            instanceof Parsed.Good<Amount>(Amount.OpenTime open)) {
      return Parsed.good(new ForecastLevel.Within.AfterOpening(open.duration()));
    }
    return Parsed.bad(Quantity.quoted(text) + " is not understood", EXPECTED);
  }
}
