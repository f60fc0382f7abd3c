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
 */
public record HostLinks(
    SortedMap<HostId, HostLink> of, SortedMap<SiteId, SortedMap<HostId, HostLink>> bySite) {
  /** Nothing is known of any. */
  static final HostLinks NONE = new HostLinks(TreePMap.empty(), TreePMap.empty());

  HostLinks with(CustomerConfig config, HostId host, HostLink link) {
    return new HostLinks(
        TreePMap.fromSortedMap(of).plus(host, link),
        SiteDesk.siteOf(config, host).map(site -> sited(bySite, site, host, link)).orElse(bySite));
  }

  private static SortedMap<SiteId, SortedMap<HostId, HostLink>> sited(
      SortedMap<SiteId, SortedMap<HostId, HostLink>> all, SiteId site, HostId host, HostLink link) {
    SortedMap<HostId, HostLink> known =
        Optional.ofNullable(all.get(site)).orElseGet(TreePMap::empty);
    return TreePMap.fromSortedMap(all).plus(site, TreePMap.fromSortedMap(known).plus(host, link));
  }

  /** The same where another configuration says which host stands where. */
  HostLinks in(CustomerConfig config) {
    HostLinks placed = NONE;
    for (Map.Entry<HostId, HostLink> one : of.entrySet()) {
      placed = placed.with(config, one.getKey(), one.getValue());
    }
    return placed;
  }

  /** Those of a site's hosts of which anything is known. */
  SortedMap<HostId, HostLink> at(SiteId site) {
    return Optional.ofNullable(bySite.get(site)).orElseGet(TreePMap::empty);
  }
}
