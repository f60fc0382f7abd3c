package dev.forebell.collector.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as RFC 3339 writes them. */
final class Rfc3339 {
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d(?::\\d\\d)?(?:\\.\\d{1,9})?)\\d*"
              + "(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Rfc3339() {}

  /** Any offset up to 23:59; empty: it is none, or has no offset. */
  static Optional<Instant> parse(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant asIfUtc =
          LocalDate.parse(parts.group(1))
              .atTime(LocalTime.parse(parts.group(2)))
              .toInstant(ZoneOffset.UTC);
      return Optional.of(asIfUtc.minusSeconds(offset(parts)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static long offset(Matcher parts) {
    if (parts.group(3) == null) {
      return 0;
    }
    long seconds =
        Integer.parseInt(parts.group(4)) * 3600L + Integer.parseInt(parts.group(5)) * 60L;
    return parts.group(3).equals("-") ? -seconds : seconds;
  }

  /** UTC with milliseconds. */
  static String utc(Instant instant) {
    return UTC.format(instant);
  }

  /** By the wall clock of a zone, with its offset. */
  static String local(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone).toOffsetDateTime());
  }
}
