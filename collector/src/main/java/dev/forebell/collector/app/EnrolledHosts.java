package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configured estate with the hosts that enrolled: a machine needs no line in a file to be
 * watched. A host that stands in a file is as that file says.
 */
final class EnrolledHosts {
  private EnrolledHosts() {}

  static Configuration join(Configuration files, List<EnrolledAgent> agents) {
    SortedMap<CustomerId, CustomerConfig> customers = new TreeMap<>(files.customers());
    Set<HostId> taken = new HashSet<>();
    customers.values().forEach(customer -> taken.addAll(customer.hosts().keySet()));
    // Together: a customer's hosts are copied for each change of them.
    SortedMap<CustomerId, List<Host>> joining = new TreeMap<>();
    for (EnrolledAgent agent : agents) {
      Optional<CustomerConfig> customer = Optional.ofNullable(customers.get(agent.customer()));
      if (agent.active()
          && customer.filter(one -> one.sites().containsKey(agent.site())).isPresent()
          && taken.add(agent.host())) {
        joining.computeIfAbsent(agent.customer(), _ -> new ArrayList<>()).add(host(agent));
      }
    }
    joining.forEach(
        (id, hosts) -> customers.computeIfPresent(id, (_, known) -> known.withHosts(hosts)));
    return joining.isEmpty() ? files : files.with(customers);
  }

  private static Host host(EnrolledAgent agent) {
    return Host.plain(agent.host(), agent.site(), agent.kind());
  }
}
