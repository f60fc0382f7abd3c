package dev.forebell.collector.app.simulation;

import java.time.Instant;

/** The clocks of the collector's machine: the wall's may be stepped, both may sleep. */
final class MachineClock {
  private final World world;
  private double wallOffset;
  private boolean wentBack;
  private long slept;
  private long sleepsUntil;

  MachineClock(World world) {
    this.world = world;
  }

  /** What its wall clock shows. */
  Instant wall() {
    return world.trueTime().plusMillis(Math.round(wallOffset * 1000));
  }

  /** Its monotonic clock, in nanoseconds: stands while the machine sleeps. */
  long nanos() {
    return world.timeline().now() - slept;
  }

  /** Somebody sets its wall clock. */
  void step(double seconds) {
    wallOffset += seconds;
    wentBack |= seconds < 0;
  }

  /** Whether somebody ever set it back. */
  boolean wentBack() {
    return wentBack;
  }

  /** Sleeps until then, which is so much longer than it stands still anyway. */
  void fallAsleep(long until, long longer) {
    slept += longer;
    sleepsUntil = Math.max(sleepsUntil, until);
  }

  /** When the machine is awake: no process starts before that. */
  long awakeAt() {
    return Math.max(sleepsUntil, world.timeline().now());
  }
}
