package dev.forebell.collector.app.witness;

import dev.forebell.collector.ingest.AgentConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How one host is there, for asking only: the engine judges for itself. Written by the host's lane,
 * read by the witness thread.
 */
final class Presence {
  /** Heartbeats of quiet after which others are asked; the next one makes the host suspect. */
  private static final int BEATS = 2;

  private final long quietAfterNanos;
  private final AgentConnection connection;
  private volatile Instant heard;
  private volatile boolean open = true;
  private volatile boolean away;

  Presence(AgentConnection connection, Duration heartbeat, Instant now) {
    this.connection = connection;
    this.quietAfterNanos = heartbeat.toNanos() * BEATS;
    this.heard = now;
  }

  AgentConnection connection() {
    return connection;
  }

  void heard(Instant at) {
    heard = at;
  }

  /** It said goodbye: nobody misses it. */
  void saidGoodbye() {
    away = true;
  }

  void closed() {
    open = false;
  }

  boolean isLive(Instant now) {
    return open && !away && quietNanos(now) <= quietAfterNanos;
  }

  /** In whole numbers: this is asked often. */
  private long quietNanos(Instant now) {
    Instant last = heard;
    long seconds = now.getEpochSecond() - last.getEpochSecond();
    return TimeUnit.SECONDS.toNanos(seconds) + now.getNano() - last.getNano();
  }

  boolean isAway() {
    return away;
  }

  /** From when on it is missed if it stays open and is not heard until then. */
  Instant missedFrom() {
    return heard.plusNanos(quietAfterNanos + 1);
  }

  boolean isMissing(Instant now) {
    return !away && !isLive(now);
  }
}
