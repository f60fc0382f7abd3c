package dev.forebell.collector.app;

import dev.forebell.common.model.HostId;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets agents whose terms have changed come again, a few at a time: a fleet that came together
 * would have to wait for its welcome, and be silent meanwhile.
 */
final class Recalling implements AutoCloseable {
  private static final int AT_ONCE = 10;
  private static final int EVERY_MILLIS = 100;

  private final Vertx vertx;
  private final Consumer<HostId> recall;
  private final long timer;
  private final LinkedHashSet<HostId> waiting = new LinkedHashSet<>(); // guarded by itself

  /**
   * @param recall ends the session of a host, which then comes again
   */
  Recalling(Vertx vertx, Consumer<HostId> recall) {
    this.vertx = vertx;
    this.recall = recall;
    this.timer = vertx.setPeriodic(EVERY_MILLIS, _ -> some());
  }

  /** They have their turn after those that wait already; who waits keeps its place. */
  void of(Collection<HostId> hosts) {
    synchronized (waiting) {
      waiting.addAll(hosts);
    }
  }

  private void some() {
    List<HostId> next;
    synchronized (waiting) {
      next = waiting.stream().limit(AT_ONCE).toList();
      next.forEach(waiting::remove);
    }
    next.forEach(recall);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
