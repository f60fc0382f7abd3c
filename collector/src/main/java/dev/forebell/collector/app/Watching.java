package dev.forebell.collector.app;

import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.notify.SelfWatch;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets the collector's own watch look every few seconds, never twice at once. */
final class Watching implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watching.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final SelfWatch watch;
  private final InstantSource wall;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final long timer;

  Watching(Vertx vertx, SelfWatch watch, InstantSource wall) {
    this.vertx = vertx;
    this.watch = watch;
    this.wall = wall;
    this.timer = vertx.setPeriodic(EVERY.toMillis(), _ -> start());
  }

  private void start() {
    if (looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("self-watch").start(this::look);
    }
  }

  private void look() {
    try {
      watch.look(wall.instant());
    } catch (LedgerException e) {
      LOG.log(Level.WARNING, "the outbox cannot be watched: {0}", e.getMessage());
    } finally {
      looking.set(false);
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
