package dev.forebell.collector.app.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Deadlines of the simulation's three calendars, minute by minute from the time zone's rules and
 * nothing else: what the engine computes is held against it.
 */
final class PlainTime {
  private static final int MOST_MINUTES = 20 * 1440;
  private static final ZoneRules SHANGHAI = ZoneId.of("Asia/Shanghai").getRules();
  private static final ZoneRules BERLIN = ZoneId.of("Europe/Berlin").getRules();

  private PlainTime() {}

  /**
   * The earliest instant such that the open time since {@code start} is as promised; empty: this
   * amount is not known here.
   *
   * @param amount such as {@code 10m}, {@code 0.5wh}, {@code 1wd}
   */
  static Optional<Instant> deadline(String calendar, Instant start, String amount) {
    return seconds(calendar, amount).map(seconds -> walk(calendar, start, seconds));
  }

  private static Optional<Duration> seconds(String calendar, String amount) {
    double number = Double.parseDouble(amount.replaceAll("[a-z]+$", ""));
    return switch (amount.replaceAll("^[0-9.]+", "")) {
      case "m" -> Optional.of(Duration.ofMillis(Math.round(number * 60_000)));
      case "h", "wh" -> Optional.of(Duration.ofMillis(Math.round(number * 3_600_000)));
      case "wd" ->
          Optional.of(Duration.ofHours(calendar.equals("shifts") ? 1 : 8))
              .map(day -> Duration.ofMillis(Math.round(number * day.toMillis())));
      default -> Optional.empty();
    };
  }

  private static Instant walk(String calendar, Instant start, Duration amount) {
    long minute = Math.floorDiv(start.getEpochSecond(), 60);
    Duration left = amount;
    for (int i = 0; i < MOST_MINUTES; i++, minute++) {
      if (isOpen(calendar, minute)) {
        Instant begin = Instant.ofEpochSecond(minute * 60);
        Instant from = begin.isBefore(start) ? start : begin;
        Duration open = Duration.between(from, begin.plusSeconds(60));
        if (left.compareTo(open) <= 0) {
          return from.plus(left);
        }
        left = left.minus(open);
      }
    }
    throw new IllegalStateException("no deadline of " + calendar + " within twenty days");
  }

  private static boolean isOpen(String calendar, long epochMinute) {
    return switch (calendar) {
      case "always" -> true;
      case "office" -> office(local(SHANGHAI, epochMinute));
      case "shifts" -> shifts(local(BERLIN, epochMinute));
      default -> throw new IllegalStateException("no such calendar: " + calendar);
    };
  }

  private static LocalDateTime local(ZoneRules rules, long epochMinute) {
    ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(epochMinute * 60));
    return LocalDateTime.ofEpochSecond(epochMinute * 60, 0, offset);
  }

  private static boolean office(LocalDateTime local) {
    DayOfWeek day = local.getDayOfWeek();
    int minute = local.getHour() * 60 + local.getMinute();
    boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    return !weekend && (within(minute, 510, 720) || within(minute, 780, 1050));
  }

  private static boolean shifts(LocalDateTime local) {
    int minute = local.getHour() * 60 + local.getMinute();
    return within(minute, 0, 240) || within(minute, 480, 1200) || within(minute, 1320, 1440);
  }

  private static boolean within(int minute, int from, int to) {
    return from <= minute && minute < to;
  }
}
