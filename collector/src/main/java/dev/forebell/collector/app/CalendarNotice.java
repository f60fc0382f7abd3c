package dev.forebell.collector.app;

import dev.forebell.collector.config.CalendarDoubts;
import dev.forebell.common.config.Problem;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;

/** Says in time that next year's holidays are not in: in the log, and whenever health is asked. */
final class CalendarNotice {
  private static final System.Logger LOG = System.getLogger(CalendarNotice.class.getName());

  private final InstantSource wall;
  private final InForce current;

  CalendarNotice(InstantSource wall, InForce current) {
    this.wall = wall;
    this.current = current;
  }

  private List<Problem> doubts() {
    return CalendarDoubts.at(wall.instant(), current.configuration());
  }

  /** Every doubt; blank: none. */
  String sentence() {
    return String.join(
        "; ",
        CalendarDoubts.sentences(wall.instant(), current.configuration().calendars().values()));
  }

  void log() {
    doubts().forEach(doubt -> LOG.log(Level.WARNING, "{0}", doubt));
  }
}
