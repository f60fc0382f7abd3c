package dev.forebell.collector.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long nothing was heard of a session, and from when on that means something. Any thread. */
final class SessionQuiet {
  private final AgentSettings settings;
  private volatile long lastHeardNanos = System.nanoTime();
  private volatile Optional<Duration> heartbeat = Optional.empty();
  private volatile long giveUpNanos;

  /** Whether the question if it is to be given up waits on its lane already: once is enough. */
  final AtomicBoolean givingUp = new AtomicBoolean();

  SessionQuiet(AgentSettings settings) {
    this.settings = settings;
    this.giveUpNanos = giveUpAfter().toNanos();
  }

  void heard() {
    lastHeardNanos = System.nanoTime();
  }

  /** It was welcomed, and owes a heartbeat this often. */
  void welcomed(Duration every) {
    heartbeat = Optional.of(every);
    giveUpNanos = giveUpAfter().toNanos();
  }

  long lastHeardNanos() {
    return lastHeardNanos;
  }

  /** How long since anything was heard. */
  Duration time() {
    return Duration.ofNanos(System.nanoTime() - lastHeardNanos);
  }

  /** Three heartbeats; before the Welcome the time that a Hello may take. */
  Duration silentAfter() {
    return heartbeat.map(every -> every.multipliedBy(3)).orElse(settings.helloWithin());
  }

  boolean silent() {
    return time().compareTo(silentAfter()) > 0;
  }

  /** After how much quiet the socket is not worth keeping. */
  Duration giveUpAfter() {
    return heartbeat.isPresent() ? settings.silence() : settings.helloWithin();
  }

  /**
   * Whether it is not worth keeping any more. Asked of every session twice a second: in whole
   * numbers.
   *
   * @param now of {@link System#nanoTime}
   */
  boolean over(long now) {
    return now - lastHeardNanos > giveUpNanos;
  }
}
