package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.common.model.HostId;
import java.util.List;
import java.util.function.Predicate;

/** What is held while a site is unseen: suspects, which are no outages. */
final class SiteSuspects {
  private SiteSuspects() {}

  /** Which conditions are held. */
  static Predicate<HeldCondition> of(CustomerState state) {
    List<Predicate<HostId>> unseen =
        state.aboveHosts().stream()
            .filter(SiteIncident::is)
            .filter(one -> SiteIncident.loss(one).said() == SiteEnd.SILENT)
            .map(one -> gone(state, one))
            .toList();
    return held ->
        unseen.stream().anyMatch(gone -> gone.test(held.key().host()))
            && state.incident(IncidentKey.of(held.key())).isEmpty();
  }

  private static Predicate<HostId> gone(CustomerState state, Incident unseen) {
    SiteCount count = SiteCount.of(state, unseen.site().orElseThrow(), unseen.times().detectedAt());
    return SiteIncident.isGone(unseen, count);
  }
}
