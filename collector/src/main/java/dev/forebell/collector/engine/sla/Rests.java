package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Arithmetic of stretches that are over and in which a clock did not run. */
final class Rests {
  private Rests() {}

  /** A stretch that is over. */
  static Stretch over(Instant from, Instant to, String reason) {
    return new Stretch(from, Optional.of(to), reason);
  }

  /** Those of {@code stretches} that are over at {@code now}. */
  static List<Stretch> over(List<Stretch> stretches, Instant now) {
    return stretches.stream()
        .filter(one -> one.to().filter(to -> !to.isAfter(now)).isPresent())
        .toList();
  }

  /** Both lists as one, in time order, overlaps joined: no time is taken out twice. */
  static List<Stretch> union(List<Stretch> some, List<Stretch> others) {
    List<Stretch> joined = new ArrayList<>();
    Stream.concat(some.stream(), others.stream())
        .filter(one -> one.from().isBefore(end(one)))
        .sorted(Comparator.comparing(Stretch::from).thenComparing(Rests::end))
        .forEach(next -> join(joined, next));
    return List.copyOf(joined);
  }

  private static void join(List<Stretch> joined, Stretch next) {
    if (joined.isEmpty() || end(joined.getLast()).isBefore(next.from())) {
      joined.add(next);
    } else if (end(joined.getLast()).isBefore(end(next))) {
      Stretch last = joined.removeLast();
      joined.add(over(last.from(), end(next), last.reason()));
    }
  }

  /** Open time of the rests from {@code start} on. */
  static Duration openTime(WorkingTime time, Instant start, List<Stretch> rests) {
    Duration sum = Duration.ZERO;
    for (Stretch rest : rests) {
      sum = sum.plus(time.openTime(later(start, rest.from()), end(rest)));
    }
    return sum;
  }

  /** A deadline counted from {@code start}, later by the rests that began before it passed. */
  static Instant extend(WorkingTime time, Instant start, Instant deadline, List<Stretch> rests) {
    Instant extended = deadline;
    for (Stretch rest : rests) {
      if (rest.from().isBefore(extended)) {
        extended = time.postpone(extended, time.openTime(later(start, rest.from()), end(rest)));
      }
    }
    return extended;
  }

  static Instant end(Stretch rest) {
    return rest.to().orElseThrow(() -> new IllegalArgumentException("not over: " + rest));
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
