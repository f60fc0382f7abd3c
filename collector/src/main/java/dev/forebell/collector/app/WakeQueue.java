package dev.forebell.collector.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When each machine wants its next tick; at most one time a machine. Ties go by the machines' own
 * order, so that live and replay tick alike.
 */
final class WakeQueue<K extends Comparable<K>> {
  private record Entry<K extends Comparable<K>>(Instant at, K key) implements Comparable<Entry<K>> {
    @Override
    public int compareTo(Entry<K> other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  private final Map<K, Instant> byKey = new HashMap<>();
  private final TreeSet<Entry<K>> order = new TreeSet<>();

  /** Replaces the machine's time; empty: it wants none. */
  void set(K key, Optional<Instant> at) {
    Optional<Instant> before = Optional.ofNullable(byKey.get(key));
    if (before.equals(at)) {
      return;
    }
    before.ifPresent(
        instant -> {
          byKey.remove(key);
          order.remove(new Entry<>(instant, key));
        });
    at.ifPresent(
        instant -> {
          byKey.put(key, instant);
          order.add(new Entry<>(instant, key));
        });
  }

  Optional<Instant> earliest() {
    return order.isEmpty() ? Optional.empty() : Optional.of(order.first().at());
  }

  /** Takes the first machine whose time is at or before {@code now}. */
  Optional<K> pollDue(Instant now) {
    if (order.isEmpty() || order.first().at().isAfter(now)) {
      return Optional.empty();
    }
    K key = order.first().key();
    set(key, Optional.empty());
    return Optional.of(key);
  }

  /** Takes every machine whose time is at or before {@code now}, in order. */
  List<K> takeDue(Instant now) {
    List<K> due = new ArrayList<>();
    for (Optional<K> next = pollDue(now); next.isPresent(); next = pollDue(now)) {
      due.add(next.get());
    }
    return due;
  }
}
