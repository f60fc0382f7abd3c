package dev.forebell.collector.app;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When each machine wants its next tick; at most one time a machine. Ties go by the machines' own
 * order, so that live and replay tick alike.
 *
 * <p>A host that beats puts its time off with every heartbeat. So a machine keeps its place in the
 * order when it wants a later time, and only moves when that place comes up.
 */
final class WakeQueue<K extends Comparable<K>> {
  private record Entry<K extends Comparable<K>>(Instant at, K key) implements Comparable<Entry<K>> {
    @Override
    public int compareTo(Entry<K> other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  /** What a machine wants, and its place: at that time or an earlier one. */
  private static final class Wish<K extends Comparable<K>> {
    private Instant wanted;
    private Entry<K> place;

    Wish(Entry<K> place) {
      this.wanted = place.at();
      this.place = place;
    }
  }

  private final Map<K, Wish<K>> wishes = new HashMap<>();
  private final TreeSet<Entry<K>> order = new TreeSet<>();

  /** Replaces the machine's time; empty: it wants none. */
  void set(K key, Optional<Instant> at) {
    Optional<Wish<K>> before = Optional.ofNullable(wishes.get(key));
    if (at.isEmpty()) {
      before.ifPresent(wish -> order.remove(wish.place));
      wishes.remove(key);
    } else if (before.isEmpty()) {
      Wish<K> wish = new Wish<>(new Entry<>(at.get(), key));
      wishes.put(key, wish);
      order.add(wish.place);
    } else {
      want(before.get(), at.get());
    }
  }

  private void want(Wish<K> wish, Instant at) {
    wish.wanted = at;
    if (at.isBefore(wish.place.at())) {
      order.remove(wish.place);
      move(wish);
    }
  }

  /** To the time that it wants. */
  private void move(Wish<K> wish) {
    wish.place = new Entry<>(wish.wanted, wish.place.key());
    order.add(wish.place);
  }

  /** The machine that wants to be first, after those that want later times have moved there. */
  private Optional<Entry<K>> first() {
    while (!order.isEmpty()) {
      Entry<K> first = order.first();
      Wish<K> wish = wishes.get(first.key());
      if (wish == null || wish.wanted.equals(first.at())) {
        return Optional.of(first);
      }
      order.pollFirst();
      move(wish);
    }
    return Optional.empty();
  }

  /** Whether the machine wants a time, and that after {@code time}. */
  boolean isAfter(K key, Instant time) {
    Wish<K> wish = wishes.get(key);
    return wish != null && wish.wanted.isAfter(time);
  }

  Optional<Instant> earliest() {
    return first().map(Entry::at);
  }

  /** Takes the first machine whose time is at or before {@code now}. */
  Optional<K> pollDue(Instant now) {
    Optional<K> due = first().filter(entry -> !entry.at().isAfter(now)).map(Entry::key);
    due.ifPresent(key -> set(key, Optional.empty()));
    return due;
  }
}
