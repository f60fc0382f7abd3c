package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Outbox.Work;
import dev.forebell.collector.port.PeopleSender;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Empties the outbox: wakes when messages are committed and when a retry is due. Here is the thread
 * that waits; what it does when it wakes is in {@link DeliveryRound}.
 */
public final class DeliveryLoop implements AutoCloseable {
  private static final Duration WAIT_IN_FLIGHT = Duration.ofMillis(250);
  private static final Duration LEAVE = Duration.ofSeconds(5);

  private final DeliveryParts parts;
  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private final DeliveryRound round;
  private final Thread thread;
  private volatile boolean open = true;

  public DeliveryLoop(DeliveryParts parts) {
    this(parts, PeopleSender.NONE);
  }

  /**
   * @param people takes what is for people
   */
  public DeliveryLoop(DeliveryParts parts, PeopleSender people) {
    this.parts = parts;
    this.round = new DeliveryRound(parts, people, mailbox::add);
    this.thread = Thread.ofPlatform().name("delivery").daemon().unstarted(this::run);
  }

  /** Begins with what the last run left, then follows the outbox. */
  public void start() {
    round.start();
    parts.outbox().onWork(this::wake);
    thread.start();
  }

  void wake(Work work) {
    round.changed(work);
    if (mailbox.isEmpty()) {
      mailbox.add(() -> {});
    }
  }

  private void run() {
    while (open) {
      await(round.pass());
    }
    long last = System.nanoTime() + LEAVE.toNanos();
    while (!round.isIdle() && System.nanoTime() - last < 0) {
      await(WAIT_IN_FLIGHT);
      round.settle();
    }
    round.close();
  }

  private void await(Duration most) {
    try {
      Optional<Runnable> task =
          Optional.ofNullable(mailbox.poll(most.toMillis() + 1, TimeUnit.MILLISECONDS));
      while (task.isPresent()) {
        task.get().run();
        task = Optional.ofNullable(mailbox.poll());
      }
    } catch (InterruptedException e) {
      open = false;
    }
  }

  /** Begins nothing more and gives what is on its way a few seconds to arrive. */
  @Override
  public void close() {
    parts.outbox().onWork(_ -> {});
    open = false;
    mailbox.add(() -> {});
    try {
      if (thread.isAlive()) {
        thread.join(LEAVE.plusSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
