package dev.forebell.collector.engine.calendar;

/** How far a calendar's special days of a year can be trusted. */
public enum YearData {
  /** The official list is in. */
  PUBLISHED,
  /** A list is in, but not final: a deadline that crosses it is flagged. */
  PROVISIONAL,
  /** No list: a deadline that crosses it is flagged. */
  MISSING
}
