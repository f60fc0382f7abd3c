package dev.forebell.agent.sampler;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The thread that samples on time and hands each sample on. */
public final class SamplerLoop implements AutoCloseable {
  private static final Logger LOG = System.getLogger(SamplerLoop.class.getName());
  // Utilisation is counted between two readings; the first sample waits until there is something to
  // count.
  private static final Duration FIRST_AFTER = Duration.ofSeconds(1);

  private final Sampler sampler;
  private final Consumer<Snapshot> sink;
  private final Thread thread = Thread.ofPlatform().name("sampler").unstarted(this::run);

  // guarded by this
  private Optional<Duration> newInterval = Optional.empty();
  private boolean closed;

  // only the sampler thread
  private final long begunNanos = System.nanoTime();

  /**
   * @param sink takes each sample in the sampler's thread; must not block
   */
  public SamplerLoop(Sampler sampler, Consumer<Snapshot> sink) {
    this.sampler = sampler;
    this.sink = sink;
  }

  public void start() {
    thread.start();
  }

  /** Samples that often from now on; from any thread. */
  public synchronized void every(Duration interval) {
    newInterval = Optional.of(interval);
    notifyAll();
  }

  /** No sample starts after this. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void run() {
    try {
      Duration due = FIRST_AFTER;
      while (awaitTime(due)) {
        Duration now = elapsed();
        hand(sampler.sample(now));
        due = sampler.nextAfter(now);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "sampler interrupted, ends");
    }
  }

  // A sink that fails loses this sample, not the ones after it.
  private void hand(Snapshot snapshot) {
    try {
      sink.accept(snapshot);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a sample was lost", e);
    }
  }

  /** False: closed meanwhile. */
  private synchronized boolean awaitTime(Duration due) throws InterruptedException {
    Duration until = due;
    while (!closed) {
      if (newInterval.isPresent()) {
        sampler.every(newInterval.get());
        until = earlier(until, sampler.nextAfter(elapsed()));
        newInterval = Optional.empty();
      }
      Duration left = until.minus(elapsed());
      if (!left.isPositive()) {
        return true;
      }
      wait(left.toMillis() + 1);
    }
    return false;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
