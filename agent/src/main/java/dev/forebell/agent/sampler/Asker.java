package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks probes so that none waits for another longer than {@link #PATIENCE}. Those that may block
 * have a thread each; the others share one, and when one of them is slow its thread is left to it
 * and the rest goes on in a new one. An answer that comes later is taken with the next sample; past
 * its time-out it is lost, and the probe is asked again only when it is back: at most one thread a
 * probe is ever stuck. Used by one thread.
 */
final class Asker {
  /** How long one slow probe may hold up a sample. */
  static final Duration PATIENCE = Duration.ofMillis(200);

  // A process that was itself stopped or starved finds time-outs exceeded that are not the probe's
  // fault: the probe gets this much more before it is given up.
  private static final Duration MERCY = Duration.ofMillis(50);

  private final Map<Probe, Asking> underWay = new LinkedHashMap<>();

  /** Puts questions to those that are due; what has been answered by now, by them or earlier. */
  Map<Probe, Answer> ask(List<Probe> due) throws InterruptedException {
    Map<Probe, Answer> answers = new LinkedHashMap<>();
    takeLate(due, answers);
    List<Asking> alone = new ArrayList<>();
    List<Asking> together = new ArrayList<>();
    for (Probe probe : due) {
      if (!underWay.containsKey(probe)) {
        Asking asking = new Asking(probe);
        underWay.put(probe, asking);
        (probe.mayBlock() ? alone : together).add(asking);
      }
    }
    alone.forEach(asking -> new Round(List.of(asking)).start());
    long begun = System.nanoTime();
    inTurn(together, answers);
    for (Asking asking : alone) {
      take(asking, PATIENCE.minusNanos(System.nanoTime() - begun), answers);
    }
    return answers;
  }

  /** Waits until every question is answered or given up; the answers come with the next sample. */
  void settle() throws InterruptedException {
    for (Asking asking : List.copyOf(underWay.values())) {
      asking.await(asking.left());
    }
  }

  private void takeLate(List<Probe> due, Map<Probe, Answer> answers) throws InterruptedException {
    for (Asking asking : List.copyOf(underWay.values())) {
      Probe probe = asking.probe();
      if (asking.isGivenUp()) {
        if (asking.isAnswered()) {
          underWay.remove(probe);
        } else if (due.contains(probe)) {
          answers.put(probe, stillStuck());
        }
      } else if (asking.left().isNegative()) {
        if (!take(asking, MERCY, answers)) {
          answers.put(probe, asking.giveUp());
        }
      } else {
        take(asking, Duration.ZERO, answers);
      }
    }
  }

  private void inTurn(List<Asking> askings, Map<Probe, Answer> answers)
      throws InterruptedException {
    Round round = new Round(askings).start();
    for (int i = 0; i < askings.size(); i++) {
      if (!take(askings.get(i), PATIENCE, answers)) {
        round.leave();
        round = new Round(askings.subList(i + 1, askings.size())).start();
      }
    }
  }

  private boolean take(Asking asking, Duration patience, Map<Probe, Answer> answers)
      throws InterruptedException {
    Optional<Answer> answer = asking.await(patience);
    answer.ifPresent(
        given -> {
          answers.put(asking.probe(), given);
          underWay.remove(asking.probe());
        });
    return answer.isPresent();
  }

  private static Answer stillStuck() {
    return new Answer.Failed(Cause.TIMED_OUT, "an earlier reading still hangs", Duration.ZERO);
  }
}
