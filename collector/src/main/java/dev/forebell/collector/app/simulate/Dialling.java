package dev.forebell.collector.app.simulate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * How many agents of one event loop may be on their way to a connection at once. Machines of their
 * own would dial together; on one loop thousands of handshakes hold up the heartbeats of those who
 * are in, and none ends in time. The loop's only.
 */
final class Dialling {
  private final int most;
  private final Deque<BooleanSupplier> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * @param most at once, at least 1
   */
  Dialling(int most) {
    this.most = most;
  }

  /**
   * Dials now, or when it is its turn.
   *
   * @param dial whether somebody is called, who then says {@link #done()} once
   */
  void ask(BooleanSupplier dial) {
    waiting.addLast(dial);
    next();
  }

  /** One is connected, or gave up. */
  void done() {
    underWay--;
    next();
  }

  private void next() {
    while (underWay < most && !waiting.isEmpty()) {
      if (waiting.removeFirst().getAsBoolean()) {
        underWay++;
      }
    }
  }
}
