package dev.forebell.agent.sampler;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts questions one after the other in a thread of its own, until it is left behind. */
final class Round implements Runnable {
  private final List<Asking> askings;
  private final AtomicBoolean left = new AtomicBoolean();

  Round(List<Asking> askings) {
    this.askings = List.copyOf(askings);
  }

  /** Starts the thread. */
  Round start() {
    Thread.ofPlatform().daemon().name("probes").start(this);
    return this;
  }

  /** The question it is at is its last. */
  void leave() {
    left.set(true);
  }

  @Override
  public void run() {
    for (Asking asking : askings) {
      if (left.get()) {
        return;
      }
      asking.ask();
    }
  }
}
