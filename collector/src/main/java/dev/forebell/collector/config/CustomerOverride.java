package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.detect.RuleOverride;
import dev.forebell.common.config.Position;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An override with the hosts of its customer that it is for; an empty part accepts all.
 *
 * @param at where it stands
 */
public record CustomerOverride(
    List<HostId> hosts,
    List<HostKind> kinds,
    Optional<SiteId> site,
    RuleOverride change,
    Position at) {
  /** The less specific first: customer, site, kind, host, subject; equal ones as they stand. */
  static final Comparator<CustomerOverride> BY_WEIGHT =
      Comparator.comparingInt(CustomerOverride::weight).thenComparing(CustomerOverride::at);

  public CustomerOverride {
    hosts = List.copyOf(hosts);
    kinds = List.copyOf(kinds);
  }

  /** Whether it is for a host. */
  public boolean covers(Host host) {
    return (hosts.isEmpty() || hosts.contains(host.id()))
        && (kinds.isEmpty() || kinds.contains(host.kind()))
        && site.filter(one -> !one.equals(host.site())).isEmpty();
  }

  private int weight() {
    return (site.isPresent() ? 1 : 0)
        + (kinds.isEmpty() ? 0 : 2)
        + (hosts.isEmpty() ? 0 : 4)
        + (change.isPartial() ? 8 : 0);
  }
}
