package dev.forebell.collector.engine.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many people a host was last seen to have, and since when sessions stand disconnected. Counts
 * do not tell one session from another: as many as were disconnected all the while are taken for
 * the same ones.
 *
 * @param people last number; empty: never counted
 * @param countedAt when that was; meaningless if never
 * @param toldAt when the incident machine was last told of it; meaningless if never
 * @param disconnected how many have been disconnected since when, oldest first
 */
public record Headcount(
    Optional<Integer> people, Instant countedAt, Instant toldAt, List<Disconnected> disconnected) {
  static final Headcount NONE =
      new Headcount(Optional.empty(), Instant.EPOCH, Instant.EPOCH, List.of());

  /** After that long nobody comes back to a disconnected session. */
  private static final Duration LEFT = Duration.ofHours(4);

  public Headcount {
    disconnected = List.copyOf(disconnected);
  }

  /**
   * A step of the number of disconnected sessions.
   *
   * @param count at least so many
   * @param since all the time from then on
   */
  public record Disconnected(double count, Instant since) {}

  /**
   * A count.
   *
   * @param connected people who are there
   * @param away sessions that are disconnected; those that have been for over four hours are left
   */
  Headcount counted(Instant at, double connected, double away) {
    List<Disconnected> steps = steps(at, away);
    double left =
        steps.stream()
            .filter(step -> step.since().plus(LEFT).isBefore(at))
            .mapToDouble(Disconnected::count)
            .max()
            .orElse(0);
    int now = (int) Math.min(connected + away - left, Integer.MAX_VALUE);
    return new Headcount(Optional.of(now), at, toldAt, steps);
  }

  private List<Disconnected> steps(Instant at, double away) {
    List<Disconnected> next = new ArrayList<>();
    double known = 0;
    for (Disconnected step : disconnected) {
      if (known < away) {
        next.add(new Disconnected(Math.min(step.count(), away), step.since()));
      }
      known = step.count();
    }
    if (known < away) {
      next.add(new Disconnected(away, at));
    }
    return next;
  }

  Headcount told(Instant at) {
    return new Headcount(people, countedAt, at, disconnected);
  }
}
