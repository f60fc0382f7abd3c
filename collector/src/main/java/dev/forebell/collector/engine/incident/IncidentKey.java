package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.util.Optional;

/**
 * What an incident is about; a customer has at most one open incident of each.
 *
 * @param host empty for an incident above hosts
 * @param subject as in the condition; for an incident above hosts the id of the service, customer
 *     or group
 */
public record IncidentKey(Optional<HostId> host, RuleId rule, String subject)
    implements Comparable<IncidentKey> {
  public static IncidentKey of(ConditionKey condition) {
    return new IncidentKey(Optional.of(condition.host()), condition.rule(), condition.subject());
  }

  /** Those above hosts first, then by host, rule and subject. */
  @Override
  public int compareTo(IncidentKey other) {
    int byHost = hostText().compareTo(other.hostText());
    if (byHost != 0) {
      return byHost;
    }
    int byRule = rule.compareTo(other.rule);
    return byRule != 0 ? byRule : subject.compareTo(other.subject);
  }

  private String hostText() {
    return host.isPresent() ? host.get().value() : "";
  }

  /** The condition behind it; empty for an incident above hosts. */
  public Optional<ConditionKey> condition() {
    return host.map(named -> new ConditionKey(named, rule, subject));
  }
}
