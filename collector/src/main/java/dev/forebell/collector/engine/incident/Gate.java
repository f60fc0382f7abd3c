package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.sla.Occasion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.TreePSet;

/**
 * Keeps conditions from being announced while a maintenance window or a silence holds, and lets out
 * what outlives it. What ends exactly now still holds until the tick of that moment: everything
 * else that happens then comes first.
 */
final class Gate {
  private Gate() {}

  /** What keeps a condition that would be announced now; empty: nothing. */
  static Optional<Withholding> of(CustomerState state, HeldCondition held, Instant now) {
    return Enrolment.finding(state, held)
        .or(
            () ->
                Restraint.at(state, now).stream()
                    .filter(one -> one.covers(held))
                    .findFirst()
                    .map(one -> one.of(held)));
  }

  /** Windows and silences that ended before this input, whose tick comes late. */
  static void before(StepLog log) {
    if (log.state().quiet().wakeAt().filter(log.now()::isAfter).isPresent()) {
      settle(log);
    }
  }

  /** Lets out what nothing keeps any more, and says when to look again. */
  static void settle(StepLog log) {
    List<Incident> kept = log.state().keptBack();
    List<Restraint> all = inForce(log.state(), log.now(), log.occasion());
    kept.forEach(one -> settle(log, one, all));
    derive(log, all);
  }

  static List<Restraint> inForce(CustomerState state, Instant at, Occasion occasion) {
    List<Restraint> now = Restraint.at(state, at);
    if (occasion == Occasion.TICK) {
      return now;
    }
    List<Restraint> justBefore = Restraint.at(state, at.minusNanos(1));
    return justBefore.stream().anyMatch(one -> one.until().equals(at))
        ? Stream.concat(now.stream(), justBefore.stream().filter(one -> one.until().equals(at)))
            .toList()
        : now;
  }

  private static void settle(StepLog log, Incident incident, List<Restraint> all) {
    Withholding known = incident.handling().withheld().orElseThrow();
    incident
        .key()
        .condition()
        .flatMap(log.state()::condition)
        .filter(held -> held.bad() && held.finding().means() != Meaning.NOTE)
        .ifPresent(held -> settle(log, incident, held, known, all));
  }

  private static void settle(
      StepLog log, Incident incident, HeldCondition held, Withholding known, List<Restraint> all) {
    List<Restraint> keep = all.stream().filter(one -> one.covers(held)).toList();
    boolean stays =
        keep.stream().anyMatch(one -> one.is(known))
            || Enrolment.finding(log.state(), held).isPresent();
    if (stays) {
      return;
    }
    if (!keep.isEmpty()) {
      Opening.withhold(log, incident.id(), held, keep.getFirst().of(held));
    } else if (Explanation.of(log.state(), held, log.now()).isEmpty()) {
      Opening.letOut(log, incident, held, known.over());
    }
  }

  /** Whether what explains it is kept back itself: the silence of a host in maintenance. */
  private static boolean explainedByKept(StepLog log, HeldCondition held) {
    return Explanation.of(log.state(), held, log.now())
        .filter(one -> one.by().handling().withheld().isPresent())
        .isPresent();
  }

  private static void derive(StepLog log, List<Restraint> all) {
    CustomerState state = log.state();
    Covered covered = covered(log, all);
    List<Incident> kept = state.keptBack();
    TreePSet<ConditionKey> excused = covered.maintained();
    if (!kept.isEmpty()) {
      for (HeldCondition held : state.outages().values()) {
        excused = explainedByKept(log, held) ? excused.plus(held.key()) : excused;
      }
    }
    for (Incident one : kept) {
      excused = one.key().condition().map(excused::plus).orElse(excused);
    }
    log.quiet(state.quiet().derived(covered, excused));
  }

  /** Asked anew of every condition only if something else is in force than before. */
  private static Covered covered(StepLog log, List<Restraint> all) {
    CustomerState state = log.state();
    Covered before = state.quiet().covered();
    if (all.isEmpty()) {
      return Covered.NONE;
    }
    return before.isBy(all)
        ? log.condition()
            .map(event -> before.after(event.key(), state.condition(event.key())))
            .orElse(before)
        : Covered.of(all, state.conditions());
  }
}
