package dev.forebell.agent.spool;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The wall's time at the start of the process, and what has passed since: setting the wall clock
 * makes nothing in the spool old at once.
 */
public final class SteadyClock implements InstantSource {
  private final Instant started;
  private final long startedNanos = System.nanoTime();

  /**
   * @param wall asked once
   */
  public SteadyClock(InstantSource wall) {
    this.started = wall.instant();
  }

  @Override
  public Instant instant() {
    return started.plusNanos(System.nanoTime() - startedNanos);
  }
}
