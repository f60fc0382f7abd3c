package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.common.model.HostId;
import java.util.Optional;

/**
 * Finds the incident that explains everything else on a host: a link verdict that means an outage.
 * By meaning, not by the rule's name, so that a renamed or second host_down rule works alike.
 */
final class HostSilence {
  private HostSilence() {}

  static boolean saysSo(Finding finding) {
    return finding.means() == Meaning.OUTAGE && finding.evidence() instanceof Evidence.LinkFacts;
  }

  /** Whether the host is silent, with an incident of its own or not. */
  static boolean holds(CustomerState state, HostId host) {
    return !state.silencesOf(host).isEmpty();
  }

  /** The incident of the host's silence while that condition holds, recovery included. */
  static Optional<Incident> of(CustomerState state, HostId host) {
    return state.silencesOf(host).stream()
        .map(HeldCondition::key)
        .flatMap(key -> state.incident(IncidentKey.of(key)).stream())
        .findFirst();
  }
}
