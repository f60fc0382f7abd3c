package dev.forebell.collector.config;

import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** When something that people decided for a time ends. */
final class Expiry {
  /** Written {@code never}. */
  static final Instant NEVER = Instant.MAX;

  private static final String EXPECTED =
      "a date (its whole day still counts), a moment such as 2026-12-31T18:00, or never";
  private static final int DATE = 10;

  private Expiry() {}

  /**
   * Reads it.
   *
   * @param zone of dates and moments without an offset
   */
  static Optional<Instant> read(YamlValue value, ZoneId zone) {
    return value.parse(text -> read(text, zone), EXPECTED);
  }

  private static Parsed<Instant> read(String text, ZoneId zone) {
    if (text.equals("never")) {
      return Parsed.good(NEVER);
    }
    try {
      if (text.length() <= DATE) {
        return Parsed.good(LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant());
      }
      boolean offset =
          text.endsWith("Z") || text.lastIndexOf('+') > DATE || text.lastIndexOf('-') > DATE;
      return Parsed.good(
          offset
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      return Parsed.bad(Quantity.quoted(text) + " is no moment", EXPECTED);
    }
  }
}
