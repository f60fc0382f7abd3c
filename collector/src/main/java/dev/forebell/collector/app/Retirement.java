package dev.forebell.collector.app;

import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.trust.TrustBook;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Forgets, now and then, the hosts that were not seen for as long as their token says. */
final class Retirement implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Retirement.class.getName());
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final TrustBook trust;
  private final AgentDoor door;
  private final Rejoining rejoining;
  private final long timer;

  Retirement(Vertx vertx, TrustBook trust, AgentDoor door, Rejoining rejoining) {
    this.vertx = vertx;
    this.trust = trust;
    this.door = door;
    this.rejoining = rejoining;
    this.timer = vertx.setPeriodic(EVERY.toMillis(), _ -> Thread.ofVirtual().start(this::look));
  }

  private void look() {
    try {
      var gone = trust.retire(door::isLive);
      for (EnrolledAgent agent : gone) {
        LOG.log(Level.INFO, "{0} was last seen at {1}: retired", agent.host(), agent.seenAt());
      }
      if (!gone.isEmpty()) {
        rejoining.ask();
      }
    } catch (LedgerException e) {
      LOG.log(Level.WARNING, "nothing was retired: {0}", e.getMessage());
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
