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

  /** With so many at hand an endpoint is busy enough not to be looked for more. */
  static final int ENOUGH = 16;

  /** As old as a page may get: a bound for what no wake-up tells, such as a step of the clock. */
  static final Duration OLDEST = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final SortedMap<String, Deque<Pending>> pages = new TreeMap<>();
  private Instant readAt = Instant.MAX;
  private Optional<Instant> nextDue = Optional.empty();
  private boolean stale = true;
  private boolean news;
  private final Set<String> blocked = new TreeSet<>();

  Ready(Outbox outbox) {
    this.outbox = outbox;
  }

  /** What was read is no longer all that may go. */
  void outdated() {
    stale = true;
  }

  /** More may go than was read, behind what was. */
  void news() {
    news = true;
  }

  /** A message of this endpoint is off the way: the next of its incident may be due. */
  void landed(String endpoint) {
    news |= isShort(endpoint);
  }

  /** Nothing of what is here may go: what comes later might. */
  void blocked(String endpoint) {
    blocked.add(endpoint);
  }

  private boolean isShort(String endpoint) {
    return page(endpoint).size() < ENOUGH || blocked.contains(endpoint);
  }

  /**
   * Reads anew if need be.
   *
   * @param onTheWay are left out
   */
  void refresh(Instant now, Set<Long> onTheWay) {
    boolean old = now.isBefore(readAt) || !now.isBefore(readAt.plus(OLDEST));
    boolean reached = nextDue.isPresent() && !now.isBefore(nextDue.get());
    boolean all = stale || old || reached;
    if (!all && !news) {
      return;
    }
    Set<String> busy = new TreeSet<>(pages.keySet());
    busy.removeIf(endpoint -> all || isShort(endpoint));
    pages.keySet().retainAll(busy);
    blocked.retainAll(busy);
    for (Pending pending : outbox.due(now, PAGE, endpoint -> !busy.contains(endpoint))) {
      if (!onTheWay.contains(pending.id())) {
        pages.computeIfAbsent(pending.message().endpoint(), _ -> new ArrayDeque<>()).add(pending);
      }
    }
    nextDue = outbox.nextDue(now);
    readAt = all ? now : readAt;
    stale = false;
    news = false;
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
