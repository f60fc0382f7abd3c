package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.util.List;

/**
 * Some of a customer's hosts. Each part that is given narrows the choice, as in a rule's {@code
 * applies_to}; nothing given: every host.
 *
 * @param hosts any of these
 * @param sites stands at any of these
 * @param services carries any of these
 * @param groups is in any of these
 * @param kinds is any of these
 * @param labels has all of these
 */
public record HostChoice(
    List<HostId> hosts,
    List<SiteId> sites,
    List<ServiceId> services,
    List<String> groups,
    List<HostKind> kinds,
    Attributes labels) {
  /** Every host of the customer. */
  public static final HostChoice ALL =
      new HostChoice(List.of(), List.of(), List.of(), List.of(), List.of(), Attributes.NONE);

  public HostChoice {
    hosts = List.copyOf(hosts);
    sites = List.copyOf(sites);
    services = List.copyOf(services);
    groups = List.copyOf(groups);
    kinds = List.copyOf(kinds);
  }

  /** Whether a host is chosen. One that the customer no longer has is chosen by its id alone. */
  public boolean includes(CustomerConfig config, HostId id) {
    Host host = config.hosts().get(id);
    if (host == null) {
      return equals(ALL) || hosts.contains(id);
    }
    return among(hosts, id)
        && among(sites, host.site())
        && among(kinds, host.kind())
        && host.labels().matches(labels)
        && (services.isEmpty() || services.stream().anyMatch(one -> carries(config, one, id)))
        && (groups.isEmpty() || groups.stream().anyMatch(one -> contains(config, one, id)));
  }

  private static <T> boolean among(List<T> wanted, T one) {
    return wanted.isEmpty() || wanted.contains(one);
  }

  private static boolean carries(CustomerConfig config, ServiceId service, HostId host) {
    Service known = config.services().get(service);
    return known != null && known.hosts().contains(host);
  }

  private static boolean contains(CustomerConfig config, String group, HostId host) {
    return config.groups().stream()
        .anyMatch(one -> one.id().equals(group) && one.hosts().contains(host));
  }
}
