package dev.forebell.collector.engine.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The meaning of open time, without any cleverness: every minute of half a year is asked by the
 * zone's rules which local date and minute it is, and looked up in a table of that day. Questions
 * are then answered by counting in the list of open minutes. Shares nothing with the engine; holds
 * for calendars whose boundaries are whole minutes.
 */
final class YearOracle {
  private static final int DAYS = 92;
  private static final long MINUTE = 60_000;

  private final long first;
  private final long last;
  private final long[] open;
  private final int[] dates;
  private final LocalDate middle;

  YearOracle(RandomCalendar calendar) {
    this.middle = calendar.around().toLocalDate();
    this.first = middle.minusDays(7).toEpochDay() * 1440;
    this.last = first + DAYS * 1440L;
    long[] minutes = new long[DAYS * 1440];
    int[] days = new int[DAYS * 1440];
    int found = 0;
    ZoneRules rules = calendar.zone().getRules();
    Map<Long, BitSet> tables = new HashMap<>();
    for (long minute = first; minute < last; minute++) {
      int offset = rules.getOffset(Instant.ofEpochSecond(minute * 60)).getTotalSeconds();
      if (offset % 60 != 0) {
        throw new IllegalArgumentException("an offset with seconds: " + offset);
      }
      long local = minute + offset / 60;
      long day = Math.floorDiv(local, 1440);
      if (tables
          .computeIfAbsent(day, date -> table(calendar, LocalDate.ofEpochDay(date)))
          .get(Math.floorMod(local, 1440))) {
        minutes[found] = minute;
        days[found++] = (int) day;
      }
    }
    this.open = Arrays.copyOf(minutes, found);
    this.dates = Arrays.copyOf(days, found);
  }

  private static BitSet table(RandomCalendar calendar, LocalDate date) {
    BitSet usual = calendar.week().get(date.getDayOfWeek().getValue() - 1);
    BitSet day = (BitSet) usual.clone();
    if (calendar.workdays().contains(date)) {
      BitSet other = calendar.week().get(calendar.makeupAs().getValue() - 1);
      day = usual.isEmpty() ? (BitSet) other.clone() : day;
    } else if (calendar.holidays().contains(date)) {
      day = new BitSet();
    }
    for (int cut = calendar.shortDays().getOrDefault(date, 0); cut > 0 && !day.isEmpty(); cut--) {
      day.clear(day.length() - 1);
    }
    return day;
  }

  boolean isOpen(Instant instant) {
    return Arrays.binarySearch(open, Math.floorDiv(instant.toEpochMilli(), MINUTE)) >= 0;
  }

  /** Index of the first open minute that has not ended at {@code millis}. */
  private int from(long millis) {
    int found = Arrays.binarySearch(open, Math.floorDiv(millis, MINUTE));
    return found >= 0 ? found : -found - 1;
  }

  /** Empty: not within the oracle's time. */
  Optional<Instant> deadline(Instant start, Duration amount) {
    long begin = start.toEpochMilli();
    int index = from(begin);
    if (index == open.length) {
      return Optional.empty();
    }
    long firstFrom = Math.max(begin, open[index] * MINUTE);
    long inFirst = (open[index] + 1) * MINUTE - firstFrom;
    long left = amount.toMillis();
    if (left <= inFirst) {
      return Optional.of(Instant.ofEpochMilli(firstFrom + left));
    }
    long beyond = left - inFirst;
    long wholeMinutes = (beyond - 1) / MINUTE;
    long at = index + 1 + wholeMinutes;
    return at >= open.length
        ? Optional.empty()
        : Optional.of(
            Instant.ofEpochMilli(open[(int) at] * MINUTE + beyond - wholeMinutes * MINUTE));
  }

  Duration openTime(Instant from, Instant to) {
    return Duration.ofMillis(Math.max(0, openUntil(to) - openUntil(from)));
  }

  /** Open milliseconds from the oracle's beginning. */
  private long openUntil(Instant instant) {
    long millis = instant.toEpochMilli();
    int index = from(millis);
    long before = index * MINUTE;
    boolean inside = index < open.length && open[index] * MINUTE < millis;
    return inside ? before + millis - open[index] * MINUTE : before;
  }

  /** The same, with stretches of minutes in which the clock does not run. */
  Optional<Instant> deadline(Instant start, Duration amount, Instant[] pauses) {
    Instant due = deadline(start, amount).orElse(Instant.MAX);
    for (int pause = 0; pause < pauses.length; pause += 2) {
      if (pauses[pause].isBefore(due) && due.isBefore(Instant.MAX)) {
        Duration counted = Duration.ZERO;
        Instant since = start;
        for (int before = 0; before <= pause; before += 2) {
          counted = counted.plus(openTime(since, pauses[before]));
          since = pauses[before + 1];
        }
        due = deadline(since, amount.minus(counted)).orElse(Instant.MAX);
      }
    }
    return Optional.of(due).filter(Instant.MAX::isAfter);
  }

  /** End of the n-th open day after the day on which it counts as received. */
  Optional<Instant> endOfDay(
      Instant start, int days, Optional<LocalTime> cutoff, boolean nextOpen, RandomCalendar in) {
    Optional<Instant> received = nextOpen ? deadline(start, Duration.ZERO) : Optional.of(start);
    if (received.isEmpty()) {
      return Optional.empty();
    }
    long day = received.get().atZone(in.zone()).toLocalDate().toEpochDay();
    LocalTime local = received.get().atZone(in.zone()).toLocalTime();
    boolean late = cutoff.filter(limit -> !local.isBefore(limit)).isPresent();
    long wanted = (long) days + (late && isOpenDay(in, day) ? 1 : 0);
    return lastMinuteOf(dayAfter(day, wanted));
  }

  /** The n-th open date after a date; the largest number: the table ends before it. */
  private long dayAfter(long day, long wanted) {
    long seen = Long.MIN_VALUE;
    for (long date : dates) {
      if (date > day && date > seen) {
        seen = date;
        if (--wanted == 0) {
          return seen;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  /**
   * A date may come twice, with the first minutes of the next in between; empty: not to be known.
   */
  private Optional<Instant> lastMinuteOf(long date) {
    Optional<Instant> end = Optional.empty();
    boolean passed = false;
    for (int index = 0; index < open.length; index++) {
      passed |= dates[index] > date;
      if (dates[index] == date) {
        end = Optional.of(Instant.ofEpochMilli((open[index] + 1) * MINUTE));
      }
    }
    return passed ? end : Optional.empty();
  }

  /** By its table: a date may be named open although the zone leaves its hours out. */
  private static boolean isOpenDay(RandomCalendar calendar, long day) {
    return !table(calendar, LocalDate.ofEpochDay(day)).isEmpty();
  }

  /** Whether an answer is early enough for the oracle to know it. */
  boolean knows(Instant instant) {
    return instant.toEpochMilli() < last * MINUTE;
  }
}
