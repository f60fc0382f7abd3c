package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a customer has that can fail.
 *
 * @param topology what stands on what
 */
public record Estate(
    SortedMap<SiteId, Site> sites,
    SortedMap<HostId, Host> hosts,
    SortedMap<ServiceId, Service> services,
    List<HostGroup> groups,
    Topology topology) {
  /** The same estate with these hosts more, or others of those ids. */
  public Estate with(Collection<Host> joining) {
    SortedMap<HostId, Host> more = new TreeMap<>(hosts);
    joining.forEach(host -> more.put(host.id(), host));
    return new Estate(sites, more, services, groups, topology);
  }

  /** The same estate with one site more, or another one of that id. */
  public Estate with(Site site) {
    SortedMap<SiteId, Site> more = new TreeMap<>(sites);
    more.put(site.id(), site);
    return new Estate(more, hosts, services, groups, topology);
  }
}
