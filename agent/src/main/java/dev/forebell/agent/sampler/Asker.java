package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks probes so that a hanging one delays the others by its time-out once, and by nothing as long
 * as it hangs: it is asked again when its thread has come back. At most one thread a probe is ever
 * stuck. Used by one thread.
 */
final class Asker {
  private final Map<Probe, Thread> stuck = new LinkedHashMap<>();

  /** An answer for each probe. */
  Map<Probe, Answer> ask(List<Probe> due) throws InterruptedException {
    stuck.values().removeIf(thread -> !thread.isAlive());
    Map<Probe, Answer> answers = new LinkedHashMap<>();
    List<Probe> waiting = new ArrayList<>();
    for (Probe probe : due) {
      if (stuck.containsKey(probe)) {
        answers.put(probe, stillStuck());
      } else {
        waiting.add(probe);
      }
    }
    while (!waiting.isEmpty()) {
      answers.putAll(round(waiting));
      waiting.removeAll(answers.keySet());
    }
    return answers;
  }

  private Map<Probe, Answer> round(List<Probe> probes) throws InterruptedException {
    GuardedRound round = new GuardedRound(List.copyOf(probes));
    Thread thread = Thread.ofPlatform().daemon().name("probes").start(round);
    Map<Probe, Answer> answers = round.await();
    round.stuck().ifPresent(probe -> stuck.put(probe, thread));
    return answers;
  }

  private static Answer stillStuck() {
    return new Answer.Failed(Cause.TIMED_OUT, "an earlier reading still hangs", Duration.ZERO);
  }
}
