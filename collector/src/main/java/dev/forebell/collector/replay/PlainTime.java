package dev.forebell.collector.replay;

import dev.forebell.common.model.Pure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/**
 * Reads times of the usual spelling, {@code 2026-03-02T10:00:00[.123](Z|+08:00)}, from bytes. What
 * it does not recognise may be a time all the same: ask {@link LineFields} then.
 */
@Pure
final class PlainTime {
  private static final int SHORTEST = "2026-03-02T10:00:00Z".length();
  private static final int SECONDS_END = SHORTEST - 1;
  private static final int OFFSET = "+08:00".length();
  private static final int NANO_DIGITS = 9;

  /** A 29th of February is left to the calendar. */
  private static final int SHORTEST_FEBRUARY = 28;

  /** Offsets of fewer hours than this are valid with any minutes. */
  private static final int FARTHEST_HOURS = 18;

  private PlainTime() {}

  /** The time written in {@code [from, to)}. */
  static Optional<Instant> read(byte[] text, int from, int to) {
    if (to - from < SHORTEST || !hasMarks(text, from)) {
      return Optional.empty();
    }
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    int hour = number(text, from + 11, 2);
    int minute = number(text, from + 14, 2);
    int second = number(text, from + 17, 2);
    boolean valid =
        year >= 0
            && isBetween(1, month, 12)
            && isBetween(1, day, longest(month))
            && isBetween(0, hour, 23)
            && isBetween(0, minute, 59)
            && isBetween(0, second, 59);
    if (!valid) {
      return Optional.empty();
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    return fraction(text, from + SECONDS_END, to, seconds);
  }

  private static boolean hasMarks(byte[] text, int from) {
    return text[from + 4] == '-'
        && text[from + 7] == '-'
        && text[from + 10] == 'T'
        && text[from + 13] == ':'
        && text[from + 16] == ':';
  }

  private static int longest(int month) {
    return month == 2 ? SHORTEST_FEBRUARY : Month.of(month).maxLength();
  }

  private static Optional<Instant> fraction(byte[] text, int from, int to, long seconds) {
    int at = from;
    long nanos = 0;
    if (text[at] == '.') {
      at++;
      int digits = 0;
      while (at < to && digits < NANO_DIGITS && isDigit(text[at])) {
        nanos = nanos * 10 + (text[at] - '0');
        digits++;
        at++;
      }
      if (digits == 0) {
        return Optional.empty();
      }
      for (; digits < NANO_DIGITS; digits++) {
        nanos *= 10;
      }
    }
    return offset(text, at, to, seconds, nanos);
  }

  private static Optional<Instant> offset(byte[] text, int at, int to, long seconds, long nanos) {
    if (at + 1 == to && text[at] == 'Z') {
      return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    }
    if (at + OFFSET != to || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
      return Optional.empty();
    }
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    if (!isBetween(0, hours, FARTHEST_HOURS - 1) || !isBetween(0, minutes, 59)) {
      return Optional.empty();
    }
    long east = (text[at] == '+' ? 1 : -1) * (hours * 60L + minutes) * 60;
    return Optional.of(Instant.ofEpochSecond(seconds - east, nanos));
  }

  /** The number of {@code count} digits; -1: there is something else. */
  private static int number(byte[] text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isBetween(int least, int value, int most) {
    return least <= value && value <= most;
  }
}
