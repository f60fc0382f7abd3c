package dev.forebell.agent.probe;

import dev.forebell.common.model.Reading.Cause;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads file systems whose server may be away. A read that hangs keeps its thread for as long as
 * the kernel does, so each mount has at most one, and all together at most {@value #MAX_THREADS};
 * while one hangs, its mount answers 'timed out' at once.
 */
final class GuardedSpaceReader {
  private static final int MAX_THREADS = 32;

  private final SpaceReader reader;
  private final Duration patience;
  private final Set<Mount> underWay = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MAX_THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          GuardedSpaceReader::daemon);

  /**
   * @param patience how long all mounts together may delay the caller
   */
  GuardedSpaceReader(SpaceReader reader, Duration patience) {
    this.reader = reader;
    this.patience = patience;
  }

  /** Every mount with its answer, in the given order. */
  Map<Mount, Space> read(List<Mount> mounts) {
    Map<Mount, CompletableFuture<Space>> asked = new LinkedHashMap<>();
    mounts.forEach(mount -> asked.put(mount, ask(mount)));
    long deadline = System.nanoTime() + patience.toNanos();
    Map<Mount, Space> answers = new LinkedHashMap<>();
    asked.forEach(
        (mount, answer) -> answers.put(mount, await(answer, deadline - System.nanoTime())));
    return answers;
  }

  private CompletableFuture<Space> ask(Mount mount) {
    if (!underWay.add(mount)) {
      return timedOut();
    }
    try {
      return CompletableFuture.supplyAsync(() -> readToTheEnd(mount), threads);
    } catch (RejectedExecutionException e) {
      underWay.remove(mount);
      return timedOut();
    }
  }

  private Space readToTheEnd(Mount mount) {
    try {
      return reader.read(mount);
    } finally {
      underWay.remove(mount);
    }
  }

  private static Space await(CompletableFuture<Space> answer, long nanos) {
    try {
      return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Space.Unknown(Cause.TIMED_OUT);
    } catch (ExecutionException | CancellationException e) {
      return new Space.Unknown(Cause.FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Space.Unknown(Cause.FAILED);
    }
  }

  private static CompletableFuture<Space> timedOut() {
    return CompletableFuture.completedFuture(new Space.Unknown(Cause.TIMED_OUT));
  }

  private static Thread daemon(Runnable task) {
    return Thread.ofPlatform().daemon().name("filesystem").unstarted(task);
  }
}
