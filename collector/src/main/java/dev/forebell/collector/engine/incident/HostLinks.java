package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SiteId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.TreePMap;

/**
 * How the links of a customer's hosts stand, found by host and by site.
 *
 * @param of of every host of which anything is known, configured or not
 * @param bySite the same of the configured ones
 * @param margins by how much the incidents of sites hold
 */
public record HostLinks(
    SortedMap<HostId, HostLink> of,
    SortedMap<SiteId, SiteLinks> bySite,
    SortedMap<IncidentId, SiteMargin> margins) {
  /** Nothing is known of any. */
  static final HostLinks NONE = new HostLinks(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  HostLinks with(CustomerConfig config, HostId host, HostLink link) {
    Optional<HostLink> before = Optional.ofNullable(of.get(host));
    TreePMap<HostId, HostLink> all = TreePMap.fromSortedMap(of).plus(host, link);
    return SiteDesk.siteOf(config, host)
        .map(
            site ->
                new HostLinks(
                    all,
                    TreePMap.fromSortedMap(bySite).plus(site, at(site).with(host, link)),
                    moved(site, host, before, link)))
        .orElseGet(() -> new HostLinks(all, bySite, margins));
  }

  private SortedMap<IncidentId, SiteMargin> moved(
      SiteId site, HostId host, Optional<HostLink> before, HostLink link) {
    TreePMap<IncidentId, SiteMargin> next = TreePMap.fromSortedMap(margins);
    for (Map.Entry<IncidentId, SiteMargin> one : margins.entrySet()) {
      if (one.getValue().site().equals(site)) {
        next = next.plus(one.getKey(), one.getValue().moved(host, before, link));
      }
    }
    return next;
  }

  /** The same where another configuration says which host stands where. */
  HostLinks in(CustomerConfig config) {
    HostLinks placed = NONE;
    for (Map.Entry<HostId, HostLink> one : of.entrySet()) {
      placed = placed.with(config, one.getKey(), one.getValue());
    }
    TreePMap<IncidentId, SiteMargin> anew = TreePMap.empty();
    for (Map.Entry<IncidentId, SiteMargin> one : margins.entrySet()) {
      SiteMargin margin = one.getValue();
      anew = anew.plus(one.getKey(), margin.counted(placed.at(margin.site())));
    }
    return new HostLinks(placed.of(), placed.bySite(), anew);
  }

  /** After something happened to an incident. */
  HostLinks after(Incident incident) {
    if (!SiteIncident.is(incident)) {
      return this;
    }
    TreePMap<IncidentId, SiteMargin> all = TreePMap.fromSortedMap(margins);
    if (incident.state() == IncidentState.CLOSED) {
      return new HostLinks(of, bySite, all.minus(incident.id()));
    }
    boolean known = margin(incident).isPresent();
    return known
        ? this
        : new HostLinks(
            of,
            bySite,
            all.plus(incident.id(), SiteMargin.of(incident, at(incident.site().orElseThrow()))));
  }

  /** By how much the incident of a site holds, as it is; empty: nothing is known of it. */
  Optional<Integer> margin(Incident incident) {
    return Optional.ofNullable(margins.get(incident.id()))
        .filter(one -> one.isOf(incident))
        .map(SiteMargin::margin);
  }

  /** Those of a site's hosts of which anything is known. */
  SiteLinks at(SiteId site) {
    return Optional.ofNullable(bySite.get(site)).orElse(SiteLinks.NONE);
  }
}
