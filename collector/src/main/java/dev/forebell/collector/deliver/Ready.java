package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A page of what is due, so that ten thousand waiting messages are not looked through for each one
 * that goes. Confined to the delivery thread.
 */
final class Ready {
  /** Messages of one endpoint that are read at once. */
  static final int PAGE = 192;

  /** As old as a page may get: a bound for what no wake-up tells, such as a step of the clock. */
  static final Duration OLDEST = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final SortedMap<String, Deque<Pending>> pages = new TreeMap<>();
  private Instant readAt = Instant.MAX;
  private Optional<Instant> nextDue = Optional.empty();
  private boolean stale = true;

  Ready(Outbox outbox) {
    this.outbox = outbox;
  }

  /** What was read is no longer all that may go. */
  void outdated() {
    stale = true;
  }

  /** A message of this endpoint is off the way: the next of its incident may be due. */
  void landed(String endpoint) {
    if (page(endpoint).size() < PAGE / 2) {
      stale = true;
    }
  }

  /**
   * Reads anew if need be.
   *
   * @param onTheWay are left out
   */
  void refresh(Instant now, Set<Long> onTheWay) {
    boolean old = now.isBefore(readAt) || !now.isBefore(readAt.plus(OLDEST));
    boolean reached = nextDue.isPresent() && !now.isBefore(nextDue.get());
    if (!stale && !old && !reached) {
      return;
    }
    pages.clear();
    for (Pending pending : outbox.due(now, PAGE)) {
      if (!onTheWay.contains(pending.id())) {
        pages.computeIfAbsent(pending.message().endpoint(), _ -> new ArrayDeque<>()).add(pending);
      }
    }
    nextDue = outbox.nextDue(now);
    readAt = now;
    stale = false;
  }

  /** Those with something to send. */
  SortedSet<String> endpoints() {
    return new TreeSet<>(pages.keySet());
  }

  /** What of an endpoint may go, oldest first; what is taken out is gone from here. */
  Deque<Pending> page(String endpoint) {
    return pages.getOrDefault(endpoint, new ArrayDeque<>(0));
  }

  /** How long nothing that is not here yet will be due. */
  Duration untilNext(Instant now) {
    return nextDue
        .map(due -> Duration.between(now, due))
        .filter(wait -> wait.compareTo(OLDEST) < 0)
        .orElse(OLDEST);
  }
}
