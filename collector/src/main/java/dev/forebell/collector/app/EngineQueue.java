package dev.forebell.collector.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits for the engine's thread, bounded: the order of this queue is the order of the world.
 */
final class EngineQueue {
  private static final int LONGEST = 8192;

  /** What comes within this time is taken together: waking the engine costs more than a step. */
  private static final Duration MOMENT = Duration.ofMillis(1);

  private static final int MANY = 64;

  private final BlockingQueue<EngineInput> queue = new ArrayBlockingQueue<>(LONGEST);
  private final CountDownLatch stopAsked = new CountDownLatch(1);

  /** Hands something to the engine; waits while the queue is full, which is the back-pressure. */
  void offer(EngineInput input) {
    try {
      queue.put(input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands something to the engine without waiting; false: the queue is full. */
  boolean tryOffer(EngineInput input) {
    return queue.offer(input);
  }

  /**
   * Asks the engine to take in what waits and to end; never waits, even if the store is failing.
   */
  void stop() {
    stopAsked.countDown();
    tryOffer(new EngineInput.Stop());
  }

  /** Whether the engine was asked to stop and has taken in everything. */
  boolean isOver() {
    return isStopping() && queue.isEmpty();
  }

  /** Whether the engine was asked to stop. */
  boolean isStopping() {
    return stopAsked.getCount() == 0;
  }

  /** Inputs that wait. */
  int waiting() {
    return queue.size();
  }

  /**
   * The next inputs in order, waiting for the first. A changed configuration begins a group: it
   * reads in the ledger what customers had that come back, and what came before it is there only
   * after its group's commit.
   *
   * @return empty: none came in time
   */
  List<EngineInput> next(Duration patience, int most) throws InterruptedException {
    List<EngineInput> group = new ArrayList<>();
    EngineInput first = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      group.add(first);
      if (queue.size() < MANY && !isStopping()) {
        // No longer than there is patience: a machine may want its tick.
        LockSupport.parkNanos(Math.min(MOMENT.toNanos(), patience.toNanos()));
      }
      while (group.size() < most
          && Optional.ofNullable(queue.peek()).filter(EngineQueue::joins).isPresent()) {
        group.add(queue.remove());
      }
    }
    return group;
  }

  private static boolean joins(EngineInput input) {
    return !(input instanceof EngineInput.Reconfigured);
  }
}
