package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.detect.Watch.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gaps in which nothing was heard of a host although it ran on: it came back with the same boot
 * and the same epoch. The longest of 30 days says how long its silence may be harmless; those
 * around a time of day, such as a backup's, how long it may be harmless although others cannot
 * reach the host either. About that a gap says nothing in which somebody did reach it.
 *
 * @param gaps oldest first; each is longer than all after it that ended within an hour of its time
 *     of day and that say as much
 * @param firstHeard of the host; empty: it was not, or before that was noted
 * @param boot of the running system; empty: unknown
 * @param epoch of the live lane, once a batch has come
 * @param pending a gap that ended with a new connection: it counts when its first batch goes on in
 *     the same epoch
 */
record Survival(
    List<Gap> gaps,
    Optional<Instant> firstHeard,
    String boot,
    Optional<Long> epoch,
    Optional<Gap> pending) {
  static final Survival NONE = restored(new Watch.Survived(List.of(), Optional.empty()));

  /** Longer gaps count as this. */
  static final Duration LONGEST = Duration.ofSeconds(120);

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration ALIKE = Duration.ofHours(1);
  private static final Duration AROUND = Duration.ofHours(3);
  private static final int MOST = 48;
  private static final int MARGIN_PERCENT = 150;

  Survival {
    gaps = List.copyOf(gaps);
  }

  /** As its row left it. */
  static Survival restored(Watch.Survived row) {
    return new Survival(row.gaps(), row.firstHeard(), "", Optional.empty(), Optional.empty());
  }

  /** The row to keep; none of a host that was never heard. */
  Optional<Watch> row() {
    return gaps.isEmpty() && firstHeard.isEmpty()
        ? Optional.empty()
        : Optional.of(new Watch.Survived(gaps, firstHeard));
  }

  /** Whether the row is the same as another's. */
  boolean isKeptLike(Survival other) {
    return gaps.equals(other.gaps) && firstHeard.equals(other.firstHeard);
  }

  /** A sign of life: nearly always not the first. */
  Survival heard(Instant at) {
    return firstHeard.isPresent()
        ? this
        : new Survival(gaps, Optional.of(at), boot, epoch, pending);
  }

  /** The longest gap of the last 30 days before {@code time}. */
  Optional<Duration> longest(Instant time) {
    return gaps.stream()
        .filter(gap -> gap.endedAt().isAfter(time.minus(KEPT)))
        .map(Gap::length)
        .max(Comparator.naturalOrder());
  }

  /**
   * How long a silence at {@code time} has to last before the word of a witness is enough: one and
   * a half times the longest gap of the last 30 days that ended within three hours of that time of
   * day and in which nobody reached it. One that was survived at two times of day further apart
   * than that can come at any time. Zero: nothing is known of such gaps.
   */
  Duration withstood(Instant time) {
    List<Gap> known =
        gaps.stream()
            .filter(gap -> !gap.reached() && gap.endedAt().isAfter(time.minus(KEPT)))
            .sorted(Comparator.comparing(Gap::length).reversed())
            .toList();
    return known.stream()
        .filter(
            gap ->
                isWithin(AROUND, gap.endedAt(), time)
                    || known.subList(0, known.indexOf(gap)).stream()
                        .anyMatch(longer -> !isWithin(AROUND, longer.endedAt(), gap.endedAt())))
        .findFirst()
        .map(gap -> gap.length().multipliedBy(MARGIN_PERCENT).dividedBy(100))
        .orElse(Duration.ZERO);
  }

  /** Whether two times of day are so close, over midnight too. */
  private static boolean isWithin(Duration distance, Instant one, Instant other) {
    long day = Duration.ofDays(1).toSeconds();
    long apart = Math.floorMod(one.getEpochSecond() - other.getEpochSecond(), day);
    return Math.min(apart, day - apart) <= distance.toSeconds();
  }

  /** Heard again on the connection on which it had been silent: it never stopped. */
  Survival survived(Gap gap) {
    Gap counted =
        gap.length().compareTo(LONGEST) > 0 ? new Gap(LONGEST, gap.endedAt(), gap.reached()) : gap;
    List<Gap> next = new ArrayList<>();
    gaps.stream()
        .filter(one -> !isCovered(one, counted))
        .filter(one -> one.endedAt().isAfter(counted.endedAt().minus(KEPT)))
        .forEach(next::add);
    next.add(counted);
    if (next.size() > MOST) {
      next.remove(next.stream().min(Comparator.comparing(Gap::length)).orElseThrow());
    }
    return new Survival(next, firstHeard, boot, epoch, Optional.empty());
  }

  /** Whether a newer gap says all that this one does. */
  private static boolean isCovered(Gap gap, Gap newer) {
    return gap.length().compareTo(newer.length()) <= 0
        && isWithin(ALIKE, gap.endedAt(), newer.endedAt())
        && (gap.reached() || !newer.reached());
  }

  /** Its old connection was closed by its own kernel after a silence. */
  Survival ended(Gap gap) {
    return new Survival(gaps, firstHeard, boot, epoch, Optional.of(gap));
  }

  /**
   * A new connection.
   *
   * @param gap the silence that it ended, if it ended one
   */
  Survival connected(String bootNow, Optional<Gap> gap) {
    boolean same = !bootNow.isEmpty() && bootNow.equals(boot);
    return same
        ? new Survival(gaps, firstHeard, boot, epoch, gap.or(() -> pending))
        : new Survival(gaps, firstHeard, bootNow, Optional.empty(), Optional.empty());
  }

  /** A batch of the live lane. */
  Survival batch(long epochNow) {
    boolean same = epoch.filter(before -> before == epochNow).isPresent();
    if (same && pending.isPresent()) {
      return survived(pending.get());
    }
    return same
        ? this
        : new Survival(gaps, firstHeard, boot, Optional.of(epochNow), Optional.empty());
  }
}
