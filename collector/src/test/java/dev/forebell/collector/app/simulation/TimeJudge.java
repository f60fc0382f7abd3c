package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * I5: what happens carries the time of the machine's clock, also after that was stepped or the
 * machine slept; only a clock that was set back may be behind it for a while.
 */
final class TimeJudge {
  // An input may wait while commits are slow.
  private static final Duration OFF = Duration.ofSeconds(30);
  private static final double NOTICED_WITHIN = 70;

  private final World world;
  private final Deafness deafness;
  private final Consumer<String> accuse;
  private double decidedAt;
  private Instant clock = Instant.MIN;

  TimeJudge(World world, Deafness deafness, Consumer<String> accuse) {
    this.world = world;
    this.deafness = deafness;
    this.accuse = accuse;
  }

  /** What is committed next was decided by now. */
  void decided() {
    decidedAt = world.second();
    clock = world.clock().wall();
  }

  void happened(IncidentEvent event) {
    Duration behind = Duration.between(event.at(), clock);
    boolean off =
        behind.compareTo(OFF) > 0
            || (!world.clock().wentBack() && behind.negated().compareTo(OFF) > 0);
    if (off && deafness.none(decidedAt - NOTICED_WITHIN, decidedAt)) {
      accuse.accept("I5 " + event.id() + " says " + event.at() + " when the clock shows " + clock);
    }
  }
}
