package dev.forebell.collector.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that does what it is given, in order. It takes what comes within a moment together: to
 * wake a thread costs as much as to decode a message, and thousands come in a second.
 */
final class IngestLane {
  private static final System.Logger LOG = System.getLogger(IngestLane.class.getName());
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration LEAVE = Duration.ofSeconds(5);

  /** With so many waiting there is nothing to wait for. */
  private static final int MANY = 64;

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;

  IngestLane(String name) {
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Whether the task will run: not after {@link #close}. */
  boolean offer(Runnable task) {
    return open && tasks.offer(task);
  }

  int waiting() {
    return tasks.size();
  }

  private void run() {
    List<Runnable> group = new ArrayList<>();
    try {
      while (open || !tasks.isEmpty()) {
        group.add(tasks.take());
        if (open && tasks.size() < MANY) {
          LockSupport.parkNanos(MOMENT.toNanos());
        }
        // No more: what waits says whether this thread is behind, and who may come in.
        tasks.drainTo(group, MANY);
        group.forEach(IngestLane::guarded);
        group.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Many hosts depend on this thread: it outlives whatever one of their tasks throws. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "a task of an ingest thread failed", e);
    }
  }

  /** Takes nothing more; {@link #await} waits for what it has. */
  void close() {
    open = false;
    tasks.add(() -> {});
  }

  /** Waits until everything is done, for at most a few seconds. */
  void await() throws InterruptedException {
    if (!thread.join(LEAVE)) {
      thread.interrupt();
    }
  }
}
