package dev.forebell.collector.engine.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The meaning of open time, without any cleverness: every minute of physical time is asked by the
 * zone's rules which local date and minute it is, and the answer is looked up in a table of that
 * day. Shares nothing with the engine; holds for calendars whose boundaries are whole minutes.
 */
final class MinuteOracle {
  private final RandomCalendar calendar;
  private final ZoneRules rules;
  private final Map<Long, BitSet> tables = new HashMap<>();

  MinuteOracle(RandomCalendar calendar) {
    this.calendar = calendar;
    this.rules = calendar.zone().getRules();
  }

  boolean isOpenMinute(long epochMinute) {
    int offset = rules.getOffset(Instant.ofEpochSecond(epochMinute * 60)).getTotalSeconds();
    if (offset % 60 != 0) {
      throw new IllegalArgumentException("an offset with seconds: " + offset);
    }
    long local = epochMinute + offset / 60;
    long day = Math.floorDiv(local, 1440);
    return tables.computeIfAbsent(day, this::table).get(Math.floorMod(local, 1440));
  }

  private BitSet table(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
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

  /** Empty: not within {@code maxMinutes}. */
  Optional<Instant> deadline(Instant start, Duration amount, int maxMinutes) {
    long minute = Math.floorDiv(start.getEpochSecond(), 60);
    Duration left = amount;
    for (long end = minute + maxMinutes; minute < end; minute++) {
      if (isOpenMinute(minute)) {
        Instant from = later(start, Instant.ofEpochSecond(minute * 60));
        Duration open = Duration.between(from, Instant.ofEpochSecond((minute + 1) * 60));
        if (left.compareTo(open) <= 0) {
          return Optional.of(from.plus(left));
        }
        left = left.minus(open);
      }
    }
    return Optional.empty();
  }

  Duration openTime(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    for (long minute = Math.floorDiv(from.getEpochSecond(), 60);
        minute * 60 < to.getEpochSecond() + 1;
        minute++) {
      Instant begin = later(from, Instant.ofEpochSecond(minute * 60));
      Instant end = Instant.ofEpochSecond((minute + 1) * 60);
      end = end.isAfter(to) ? to : end;
      if (isOpenMinute(minute) && begin.isBefore(end)) {
        sum = sum.plus(Duration.between(begin, end));
      }
    }
    return sum;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
