package dev.forebell.collector.engine.people;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far the telling of people has come. It begins anew when an incident is reopened, becomes an
 * emergency, or when an acknowledgement expired.
 *
 * @param since when it began; steps count from then
 * @param actedAt when a person first acted since
 * @param told steps that were told since, as {@code ladder/number}
 */
public record Callout(Instant since, Optional<Instant> actedAt, SortedSet<String> told) {
  /** Nobody was told and nobody acted. */
  public static final Callout NONE = new Callout(Instant.EPOCH, Optional.empty(), new TreeSet<>());

  public Callout {
    told = Collections.unmodifiableSortedSet(new TreeSet<>(told));
  }

  /** From the first step again. */
  public static Callout from(Instant at) {
    return new Callout(at, Optional.empty(), new TreeSet<>());
  }

  public Callout acted(Instant at) {
    return actedAt.isPresent() ? this : new Callout(since, Optional.of(at), told);
  }

  public Callout told(String ladder, int step) {
    SortedSet<String> more = new TreeSet<>(told);
    more.add(key(ladder, step));
    return new Callout(since, actedAt, more);
  }

  /** Whether a step is still to come. */
  public boolean awaits(String ladder, Rung rung) {
    return !told.contains(key(ladder, rung.number())) && (rung.untilOver() || actedAt.isEmpty());
  }

  private static String key(String ladder, int step) {
    return ladder + "/" + step;
  }
}
