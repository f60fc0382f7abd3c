package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which hosts a window or a silence keeps out of the count of their site: those whose own loss, or
 * whose site's, would not be announced.
 */
final class SiteRestraint {
  private static final RuleId HOST_DOWN = new RuleId("host_down");

  private SiteRestraint() {}

  /**
   * Whether a host counts.
   *
   * @param from when the loss began: who was expected away then counts no more than who is now
   */
  static Predicate<HostId> counts(CustomerState state, SiteEnd said, Instant from, Instant now) {
    if (allCount(state)) {
      return _ -> true;
    }
    List<Restraint> all =
        Stream.concat(Restraint.at(state, from).stream(), Restraint.at(state, now).stream())
            .toList();
    return host -> all.stream().noneMatch(one -> keepsOut(one, host, said, now));
  }

  /** Whether nothing keeps anybody out, now or at another time. */
  static boolean allCount(CustomerState state) {
    return state.config().suppressions().and(state.quiet().given()).isEmpty();
  }

  /**
   * One who silences a host's other rules still wants to hear that it is gone; lost with its site
   * it is told of as that.
   */
  private static boolean keepsOut(Restraint one, HostId host, SiteEnd said, Instant now) {
    RuleId site = SiteIncident.rule(said);
    return one.covers(loss(host, HOST_DOWN, now))
        || (one.names(site) && one.covers(loss(host, site, now)));
  }

  /** What would be said of it. */
  private static HeldCondition loss(HostId host, RuleId rule, Instant now) {
    Finding finding =
        new Finding(Severity.CRITICAL, Meaning.OUTAGE, Wake.NOW, new Evidence.Elsewhere(), "", "");
    return new HeldCondition(new ConditionKey(host, rule, ""), now, finding, Optional.empty());
  }
}
