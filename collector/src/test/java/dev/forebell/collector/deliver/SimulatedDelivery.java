package dev.forebell.collector.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** Delivery without its thread: the round that the simulation wakes in its own time. */
public final class SimulatedDelivery {
  private final DeliveryRound round;
  private final Queue<Runnable> mailbox = new ArrayDeque<>();

  /**
   * Begins with what the last run left.
   *
   * @param wake called when something came into the mailbox
   */
  public SimulatedDelivery(DeliveryParts parts, Runnable wake) {
    this.round =
        new DeliveryRound(
            parts,
            task -> {
              mailbox.add(task);
              wake.run();
            });
    round.start();
    parts
        .outbox()
        .onWork(
            work -> {
              round.changed(work);
              wake.run();
            });
  }

  /** Takes what came back, begins what is due; how long nothing more will be. */
  public Duration run() {
    while (!mailbox.isEmpty()) {
      mailbox.remove().run();
    }
    return round.pass();
  }
}
