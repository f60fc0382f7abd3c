package dev.forebell.collector.engine.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Walks the open stretches of a calendar forward from an instant, in the order of time. It goes
 * from one change of the zone's offset to the next, and within each by local dates: there the wall
 * clock runs evenly, so times that a gap leaves out never appear and times that the autumn repeats
 * appear twice, also where a repeat falls on midnight.
 */
final class OpenStretches {
  private static final long DAY = 86_400;

  private final BusinessCalendar calendar;
  private final ZoneRules rules;
  private final long lastDay;

  private long offset;
  private long segmentFrom;
  private long segmentTo;
  private long epochDay;
  private WorkDay day;
  private int nextInterval;
  private long from;
  private long to;

  OpenStretches(BusinessCalendar calendar, Instant start) {
    this.calendar = calendar;
    this.rules = calendar.zone().getRules();
    this.lastDay = lastDayThatMayOpen(calendar);
    this.segmentFrom = start.getEpochSecond();
    this.offset = rules.getOffset(start).getTotalSeconds();
    this.segmentTo = endOfSegment(start);
    this.epochDay = Math.floorDiv(segmentFrom + offset, DAY);
    this.day = WorkDay.of(calendar, LocalDate.ofEpochDay(epochDay));
  }

  /** Without weekly hours only make-up days open, and those end: the search is bounded. */
  private static long lastDayThatMayOpen(BusinessCalendar calendar) {
    if (calendar.week().values().stream().anyMatch(hours -> !hours.isEmpty())) {
      return Long.MAX_VALUE;
    }
    return calendar.days().isEmpty() ? Long.MIN_VALUE : calendar.days().lastKey().toEpochDay();
  }

  /** Moves to the next stretch. False: there is none up to the horizon. */
  boolean next() {
    while (inReach()) {
      List<DayInterval> hours = day.hours();
      while (nextInterval < hours.size()) {
        if (take(hours.get(nextInterval++))) {
          return true;
        }
      }
      nextDay();
    }
    return false;
  }

  private boolean inReach() {
    return epochDay <= lastDay && segmentFrom < horizon() && epochDay * DAY - offset < horizon();
  }

  private static long horizon() {
    return Deadline.HORIZON.getEpochSecond();
  }

  private boolean take(DayInterval interval) {
    long midnight = epochDay * DAY - offset;
    from = Math.max(midnight + interval.fromSecond(), segmentFrom);
    to = Math.min(Math.min(midnight + interval.toSecond(), segmentTo), horizon());
    return from < to;
  }

  private void nextDay() {
    if ((epochDay + 1) * DAY - offset < segmentTo) {
      epochDay++;
    } else {
      Instant change = Instant.ofEpochSecond(segmentTo);
      segmentFrom = segmentTo;
      offset = rules.getOffset(change).getTotalSeconds();
      segmentTo = endOfSegment(change);
      epochDay = Math.floorDiv(segmentFrom + offset, DAY);
    }
    day = WorkDay.of(calendar, LocalDate.ofEpochDay(epochDay));
    nextInterval = 0;
  }

  private long endOfSegment(Instant inside) {
    ZoneOffsetTransition change = rules.isFixedOffset() ? null : rules.nextTransition(inside);
    return change == null ? Long.MAX_VALUE : change.toEpochSecond();
  }

  /** First instant of the stretch; the first stretch may begin at the second of the start. */
  Instant from() {
    return Instant.ofEpochSecond(from);
  }

  Instant to() {
    return Instant.ofEpochSecond(to);
  }

  /** The local date that the stretch belongs to. */
  WorkDay day() {
    return day;
  }
}
