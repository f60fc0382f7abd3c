package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.common.model.HostId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What is held while a site is unseen: suspects, which are no outages. */
final class SiteSuspects {
  private SiteSuspects() {}

  /** The conditions without those that are held. */
  static SortedMap<ConditionKey, HeldCondition> without(
      CustomerState state, SortedMap<ConditionKey, HeldCondition> conditions) {
    List<Predicate<HostId>> unseen =
        state.aboveHosts().stream()
            .filter(SiteIncident::is)
            .filter(one -> SiteIncident.loss(one).said() == SiteEnd.SILENT)
            .map(one -> gone(state, one))
            .toList();
    if (unseen.isEmpty()) {
      return conditions;
    }
    TreeMap<ConditionKey, HeldCondition> rest = new TreeMap<>(conditions);
    rest.values()
        .removeIf(
            one ->
                state.incident(IncidentKey.of(one.key())).isEmpty()
                    && unseen.stream().anyMatch(gone -> gone.test(one.key().host())));
    return rest;
  }

  private static Predicate<HostId> gone(CustomerState state, Incident unseen) {
    SiteCount count = SiteCount.of(state, unseen.site().orElseThrow(), unseen.times().detectedAt());
    return SiteIncident.isGone(unseen, count);
  }
}
