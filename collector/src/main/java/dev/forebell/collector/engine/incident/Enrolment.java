package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import java.util.Optional;

/**
 * What was bad already in the first samples that a host ever sent is a finding for the audit, not a
 * ticket: nobody can be late with what was there before. Outages and link verdicts are tickets
 * always.
 */
final class Enrolment {
  private Enrolment() {}

  /** Whether a condition is such a finding, and no worse than it was found. */
  static Optional<Withholding> finding(CustomerState state, HeldCondition held) {
    Optional<Incident> known = state.incident(IncidentKey.of(held.key()));
    return known.isPresent()
        ? known
            .get()
            .handling()
            .withheld()
            .filter(one -> one.reason() == Reason.ENROLMENT_FINDING && !one.worse(held.finding()))
        : fresh(state, held);
  }

  private static Optional<Withholding> fresh(CustomerState state, HeldCondition held) {
    Meaning means = held.finding().means();
    boolean judged = means == Meaning.RISK || means == Meaning.DEGRADATION;
    boolean link = held.finding().evidence() instanceof Evidence.LinkFacts;
    return Optional.ofNullable(state.quiet().enrolled().get(held.key().host()))
        .filter(first -> judged && !link && !held.since().isAfter(first))
        .map(_ -> new Withholding(Reason.ENROLMENT_FINDING, "", held.finding().severity(), means));
  }
}
