package dev.forebell.collector.app.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The steps of a drill as they are seen; times count from the trigger of the part that runs. One
 * thread.
 */
final class DrillLog {
  private final Consumer<DrillStep> report;
  private final List<DrillStep> steps = new ArrayList<>();
  private long trigger = System.nanoTime();

  DrillLog(Consumer<DrillStep> report) {
    this.report = report;
  }

  /** A new part begins now. */
  void trigger() {
    trigger = System.nanoTime();
  }

  long triggeredAt() {
    return trigger;
  }

  /** Reports a step; whether it was seen at all. */
  boolean step(String name, Duration limit, Optional<Long> seenAt, String detail) {
    DrillStep step =
        new DrillStep(name, seenAt.map(nanos -> Duration.ofNanos(nanos - trigger)), limit, detail);
    steps.add(step);
    report.accept(step);
    return seenAt.isPresent();
  }

  List<DrillStep> steps() {
    return List.copyOf(steps);
  }
}
