package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When a clock's marks are due: at shares of the open time promised, with rests left out, and
 * on-site also when somebody has to leave.
 */
final class Marks {
  /** The mark that is the breach. */
  static final int BREACH = 100;

  static final Duration NO_TRAVEL = Duration.ZERO;

  /** A mark and when it is due, as the clock stands. */
  record Mark(int number, Instant at) {
    Moment moment() {
      return new Moment(number == SlaClock.TRAVEL_MARK ? "travel" : number + "%", at);
    }
  }

  /**
   * What is to be told of a clock.
   *
   * @param shares in percent, rising
   * @param travel zero: no travel mark
   * @param openingHours share marks wait for these to open; empty: at once
   */
  record Settings(List<Integer> shares, Duration travel, Optional<WorkingTime> openingHours) {}

  private Marks() {}

  /**
   * Those that have not fired, in the order in which they are due; the breach is the last. None if
   * there is no deadline before the calendar's horizon.
   */
  static List<Mark> due(SlaClock clock, WorkingTime time, Settings settings) {
    if (!clock.deadline().isBefore(Deadline.HORIZON)) {
      return List.of();
    }
    List<Mark> marks = new ArrayList<>();
    for (int share : settings.shares()) {
      if (!clock.marks().contains(share)) {
        told(clock, at(clock, time, share), settings.openingHours())
            .ifPresent(at -> marks.add(new Mark(share, at)));
      }
    }
    Duration travel = settings.travel();
    if (!travel.isZero() && !clock.marks().contains(SlaClock.TRAVEL_MARK)) {
      marks.add(new Mark(SlaClock.TRAVEL_MARK, clock.deadline().minus(travel)));
    }
    marks.sort(Comparator.comparing(Mark::at));
    marks.add(new Mark(BREACH, clock.deadline()));
    return marks;
  }

  /** A warning that would wait until the breach itself is left out. */
  private static Optional<Instant> told(
      SlaClock clock, Instant mark, Optional<WorkingTime> openingHours) {
    return openingHours.isEmpty()
        ? Optional.of(mark)
        : openingHours
            .flatMap(hours -> hours.nextOpening(mark))
            .filter(opening -> opening.isBefore(clock.deadline()));
  }

  /** Counted back from the deadline: what rests take out then moves every mark that is to come. */
  static Instant at(SlaClock clock, WorkingTime time, int share) {
    Duration whole = time.openTime(clock.startedAt(), clock.deadline());
    Duration rested = Rests.openTime(time, clock.startedAt(), clock.rests());
    Duration promised = whole.compareTo(rested) > 0 ? whole.minus(rested) : Duration.ZERO;
    Duration elapsed = whole.minus(promised.multipliedBy(BREACH - share).dividedBy(BREACH));
    Instant mark = time.after(clock.startedAt(), elapsed).orHorizon();
    return mark.isBefore(clock.deadline()) ? mark : clock.deadline();
  }

  static SortedSet<Integer> with(SortedSet<Integer> marks, int number) {
    SortedSet<Integer> more = new TreeSet<>(marks);
    more.add(number);
    return more;
  }
}
