package dev.forebell.collector.engine.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often an incident came back after it had looked good: from {@link #MANY} within {@link
 * #WITHIN} on it flaps, and stays open until it was good for {@link #STEADY}.
 *
 * @param times the newest {@link #MANY} relapses and returns, oldest first
 * @param steadyAt when it resolves if it stays good; empty: nothing holds it open
 */
public record Turns(List<Instant> times, Optional<Instant> steadyAt) {
  /** Relapses and returns that make a flapping incident. */
  static final int MANY = 3;

  /** Within which they must lie. */
  static final Duration WITHIN = Duration.ofHours(1);

  /** How long a flapping incident must be good; with the reopen window a ticket an hour. */
  static final Duration STEADY = Duration.ofMinutes(30);

  /** It never came back. */
  static final Turns NONE = new Turns(List.of(), Optional.empty());

  public Turns {
    times = List.copyOf(times);
  }

  /** Whether it came back too often of late. */
  boolean flapping(Instant now) {
    return times.size() == MANY && !times.getFirst().plus(WITHIN).isBefore(now);
  }

  Turns back(Instant at) {
    List<Instant> all = Stream.concat(times.stream(), Stream.of(at)).toList();
    return new Turns(all.subList(Math.max(0, all.size() - MANY), all.size()), Optional.empty());
  }

  Turns held(Instant until) {
    return new Turns(times, Optional.of(until));
  }

  Turns released() {
    return new Turns(times, Optional.empty());
  }
}
