package dev.forebell.collector.app.simulation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Lives of a process, one after the other: each may stand still, and takes its tasks with it. */
final class OneProcess {
  private final Timeline timeline;
  private final Consumer<String> killed;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int life;
  private long resumesAt;

  /**
   * A process that runs.
   *
   * @param killed told when a task kills it
   */
  OneProcess(Timeline timeline, Consumer<String> killed) {
    this.timeline = timeline;
    this.killed = killed;
  }

  /** How many lives it had before. */
  int life() {
    return life;
  }

  boolean isStandingStill() {
    return timeline.now() < resumesAt;
  }

  /** How much longer it stands still for that. */
  long standStillUntil(long at) {
    long before = Math.max(resumesAt, timeline.now());
    resumesAt = Math.max(before, at);
    return resumesAt - before;
  }

  /** This life is over. */
  void end() {
    life++;
    waiting.clear();
  }

  /** Runs unless this life is over then; in order and later while the process stands still. */
  void later(long at, Runnable task) {
    int now = life;
    timeline.at(at, () -> alive(now, task));
  }

  private void alive(int then, Runnable task) {
    if (then != life) {
      return;
    }
    if (isStandingStill() || !waiting.isEmpty()) {
      waiting.add(task);
      if (waiting.size() == 1) {
        timeline.at(resumesAt, this::resume);
      }
      return;
    }
    attempt(task);
  }

  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (CollectorCrash crash) {
      killed.accept(crash.getMessage());
    }
  }

  /** All that came meanwhile, in the order in which it came. */
  private void resume() {
    if (!waiting.isEmpty() && isStandingStill()) {
      timeline.at(resumesAt, this::resume);
      return;
    }
    while (!waiting.isEmpty()) {
      attempt(waiting.remove());
    }
  }
}
