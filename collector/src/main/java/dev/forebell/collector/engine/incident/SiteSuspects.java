package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.common.model.HostId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is held while a site is unseen: suspects, which are no outages. */
final class SiteSuspects {
  private SiteSuspects() {}

  /** The conditions without those that are held. */
  static SortedMap<ConditionKey, HeldCondition> without(
      CustomerState state, SortedMap<ConditionKey, HeldCondition> conditions) {
    List<Incident> unseen =
        state.aboveHosts().stream()
            .filter(SiteIncident::is)
            .filter(one -> SiteIncident.loss(one).said() == SiteEnd.SILENT)
            .toList();
    if (unseen.isEmpty()) {
      return conditions;
    }
    TreeMap<ConditionKey, HeldCondition> rest = new TreeMap<>(conditions);
    rest.values()
        .removeIf(
            one ->
                state.incident(IncidentKey.of(one.key())).isEmpty()
                    && unseen.stream().anyMatch(site -> holds(state, site, one.key().host())));
    return rest;
  }

  private static boolean holds(CustomerState state, Incident unseen, HostId host) {
    boolean there =
        Optional.ofNullable(state.config().hosts().get(host))
            .filter(one -> unseen.site().filter(one.site()::equals).isPresent())
            .isPresent();
    return there
        && SiteIncident.isGone(
            unseen,
            SiteCount.ofOne(state, unseen.site().orElseThrow(), host, unseen.times().detectedAt()),
            host);
  }
}
