package dev.forebell.collector.app.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** Virtual time: what happens next, in order of time and then of asking. One thread. */
final class Timeline {
  private record Entry(long at, long order, Runnable task) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private final PriorityQueue<Entry> waiting = new PriorityQueue<>();
  private long now;
  private long order;
  private boolean ended;

  /** Nanoseconds since the beginning. */
  long now() {
    return now;
  }

  /** Happens at {@code when}, or now if that has passed. */
  void at(long when, Runnable task) {
    waiting.add(new Entry(Math.max(when, now), order++, task));
  }

  void after(Duration wait, Runnable task) {
    at(now + wait.toNanos(), task);
  }

  /** Whatever happens takes so long: all else is late. */
  void stall(Duration length) {
    now += length.toNanos();
  }

  /** Nothing happens any more. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Lets everything happen that is due up to {@code end}. */
  void runUntil(long end) {
    while (!ended && !waiting.isEmpty() && waiting.peek().at() <= end) {
      Entry next = waiting.remove();
      now = Math.max(now, next.at());
      next.task().run();
    }
    now = Math.max(now, end);
  }
}
