package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.sla.Occasion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

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
                    .filter(one -> one.covers().test(held))
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
    List<Restraint> all = inForce(log);
    kept.forEach(one -> settle(log, one, all));
    derive(log, all);
  }

  private static List<Restraint> inForce(StepLog log) {
    List<Restraint> now = Restraint.at(log.state(), log.now());
    if (log.occasion() == Occasion.TICK) {
      return now;
    }
    List<Restraint> justBefore = Restraint.at(log.state(), log.now().minusNanos(1));
    return justBefore.stream().anyMatch(one -> one.until().equals(log.now()))
        ? Stream.concat(
                now.stream(), justBefore.stream().filter(one -> one.until().equals(log.now())))
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
    List<Restraint> keep = all.stream().filter(one -> one.covers().test(held)).toList();
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
    boolean quiet = all.isEmpty() && log.state().keptBack().isEmpty();
    if (quiet) {
      log.quiet(log.state().quiet().derived(new TreeSet<>(), Optional.empty()));
      return;
    }
    TreeSet<ConditionKey> excused = new TreeSet<>();
    Optional<Instant> wake = Optional.empty();
    for (HeldCondition held : log.state().conditions().values()) {
      for (Restraint one : all) {
        if (held.finding().means() != Meaning.NOTE && one.covers().test(held)) {
          wake = Optional.of(wake.filter(one.until()::isAfter).orElse(one.until()));
          if (one.reason() == Reason.IN_MAINTENANCE) {
            excused.add(held.key());
          }
        }
      }
    }
    log.state().outages().values().stream()
        .filter(held -> explainedByKept(log, held))
        .forEach(held -> excused.add(held.key()));
    log.state().keptBack().forEach(one -> one.key().condition().ifPresent(excused::add));
    log.quiet(log.state().quiet().derived(excused, wake));
  }
}
