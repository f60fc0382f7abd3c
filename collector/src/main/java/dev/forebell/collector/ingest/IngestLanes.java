package dev.forebell.collector.ingest;

import dev.forebell.common.model.HostId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few threads that decode. A host is always on the same one, so its order needs no lock. What
 * waits is bounded by the sessions, which stop reading their sockets.
 */
final class IngestLanes implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(IngestLanes.class.getName());

  /** Tasks that may wait for one thread before fewer are let in: a small part of a second. */
  private static final int BEHIND = 2_000;

  private final List<IngestLane> threads = new ArrayList<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final long mostBytes;

  IngestLanes(int count, long mostBytes) {
    this.mostBytes = mostBytes;
    for (int i = 0; i < count; i++) {
      threads.add(new IngestLane("forebell-ingest-" + i));
    }
  }

  /**
   * Runs after all that was given for this host before.
   *
   * @param failed called when the task throws: a fault in one host's handling ends that host's
   *     session, not the lane of many
   */
  void run(HostId host, Runnable task, Runnable failed) {
    IngestLane lane = threads.get(Math.floorMod(host.hashCode(), threads.size()));
    if (!lane.offer(() -> guarded(host, task, failed))) {
      LOG.log(System.Logger.Level.DEBUG, "ingest is closed, dropped work of {0}", host);
    }
  }

  private static void guarded(HostId host, Runnable task, Runnable failed) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "ingest of " + host + " failed", e);
      failed.run();
    }
  }

  /**
   * Whether a thread has more to do than it should: then who is in already goes before who wants to
   * come in.
   */
  boolean isBehind() {
    return threads.stream().anyMatch(thread -> thread.waiting() > BEHIND);
  }

  /** Notes bytes that wait; whether all lanes together hold more than they should. */
  boolean crowdedWith(int bytes) {
    return queuedBytes.addAndGet(bytes) > mostBytes;
  }

  void release(int bytes) {
    queuedBytes.addAndGet(-bytes);
  }

  /** Finishes what was given, for at most a few seconds. */
  @Override
  public void close() {
    threads.forEach(IngestLane::close);
    try {
      for (IngestLane thread : threads) {
        thread.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
