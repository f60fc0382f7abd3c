package dev.forebell.collector.engine.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a quantity's past: floors and ceilings, fine for half a day and by the hour for
 * two weeks. Bounded, plain, and cheap: a sample that is neither a new floor nor a new ceiling of
 * its stretch changes nothing.
 *
 * @param open the stretch of {@link #FINE} that is being filled
 * @param fine closed stretches of {@link #FINE}, oldest first, at most {@link #FINE_KEPT}
 * @param hours hours, oldest first, at most {@link #HOURS_KEPT}; the newest may still grow by what
 *     {@code open} adds when it closes
 */
public record History(Bucket open, List<Bucket> fine, List<Bucket> hours) {
  /** Width of a fine stretch. */
  public static final Duration FINE = Duration.ofMinutes(10);

  /** Half a day of fine stretches. */
  public static final int FINE_KEPT = 72;

  /** Two weeks of hours. */
  public static final int HOURS_KEPT = 336;

  private static final long FINE_SECONDS = FINE.toSeconds();
  static final long FINE_PER_HOUR = 6;

  public History {
    fine = List.copyOf(fine);
    hours = List.copyOf(hours);
  }

  /** A history of one value. */
  public static History begin(Instant at, double value) {
    return new History(Bucket.of(index(at), value), List.of(), List.of());
  }

  /** With one more value; itself if nothing changes. One that is older than {@code open} is not. */
  public History with(Instant at, double value) {
    long index = index(at);
    if (index > open.index()) {
      return next(Bucket.of(index, value));
    }
    Bucket grown = index == open.index() ? open.with(value) : open;
    return grown.equals(open) ? this : new History(grown, fine, hours);
  }

  private History next(Bucket fresh) {
    long hour = open.index() / FINE_PER_HOUR;
    List<Bucket> closed = kept(fine, open, FINE_KEPT, fresh.index());
    boolean going = !hours.isEmpty() && hours.getLast().index() == hour;
    Bucket added = new Bucket(hour, open.floor(), open.ceiling());
    List<Bucket> before = going ? hours.subList(0, hours.size() - 1) : hours;
    Bucket whole = going ? hours.getLast().and(added) : added;
    return new History(
        fresh, closed, kept(before, whole, HOURS_KEPT, fresh.index() / FINE_PER_HOUR));
  }

  /** What is within {@code most} stretches before {@code now}. */
  private static List<Bucket> kept(List<Bucket> before, Bucket added, int most, long now) {
    List<Bucket> all = new ArrayList<>(before.size() + 1);
    for (Bucket bucket : before) {
      if (bucket.index() >= now - most) {
        all.add(bucket);
      }
    }
    if (added.index() >= now - most) {
      all.add(added);
    }
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** Whether a value at {@code at} closes the open stretch: the moment to judge anew. */
  public boolean closes(Instant at) {
    return index(at) > open.index();
  }

  /** Whether a value at {@code at} closes the open hour. */
  public boolean closesHour(Instant at) {
    return index(at) / FINE_PER_HOUR > open.index() / FINE_PER_HOUR;
  }

  /** From the first stretch that is kept to the beginning of the open one. */
  public Duration length() {
    long first = hours.isEmpty() ? open.index() : hours.getFirst().index() * FINE_PER_HOUR;
    return FINE.multipliedBy(Math.max(0, open.index() - first));
  }

  /** Beginning of the open stretch: up to here everything is known. */
  public Instant closedUpTo() {
    return Instant.ofEpochSecond(open.index() * FINE_SECONDS);
  }

  /** Highest value of the newest closed stretch; of the open one while none is closed. */
  public double newestCeiling() {
    return fine.isEmpty() ? open.ceiling() : fine.getLast().ceiling();
  }

  /** Whether it knows more than its open stretch. */
  public boolean hasPast() {
    return !hours.isEmpty();
  }

  /** Whether all of it is too old to be of use at {@code now}. */
  public boolean isOver(Instant now) {
    return index(now) - open.index() > HOURS_KEPT * FINE_PER_HOUR;
  }

  private static long index(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), FINE_SECONDS);
  }
}
