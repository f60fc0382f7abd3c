package dev.forebell.collector.engine.calendar;

import java.time.LocalDate;

/** One date that differs from its weekday. */
public sealed interface DayOverride {
  LocalDate date();

  /** What people call it; named when a deadline explains itself. */
  String name();

  /** A public holiday: closed. */
  record Holiday(LocalDate date, String name) implements DayOverride {}

  /** A make-up working day: open although its weekday is not; beats a holiday of the same date. */
  record Workday(LocalDate date, String name) implements DayOverride {}

  /** A day cut by {@code minutes} from its end, across intervals. */
  record ShortDay(LocalDate date, String name, int minutes) implements DayOverride {}
}
