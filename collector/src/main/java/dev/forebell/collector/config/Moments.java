package dev.forebell.collector.config;

import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Points in time, as people write them: with an offset, or by the wall clock of a place. */
public final class Moments {
  /** What is accepted. */
  public static final String EXPECTED =
      "a moment such as 2026-03-01T22:00 by the customer's clock, or 2026-03-01T22:00:00+08:00";

  private Moments() {}

  static Optional<Instant> read(YamlValue value, ZoneId zone) {
    return value.parse(text -> parse(text, zone), EXPECTED);
  }

  /**
   * The moment a text names.
   *
   * @param zone of a text without an offset; a time that the clocks skip there is as much later, of
   *     one that they repeat the first is meant
   */
  public static Parsed<Instant> parse(String text, ZoneId zone) {
    String iso = text.strip().replace(' ', 'T');
    try {
      return Parsed.good(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException _) {
      return local(text, iso, zone);
    }
  }

  private static Parsed<Instant> local(String text, String iso, ZoneId zone) {
    try {
      return Parsed.good(LocalDateTime.parse(iso).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      return Parsed.bad(Quantity.quoted(text) + " is not a moment", EXPECTED);
    }
  }
}
