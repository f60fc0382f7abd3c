package dev.forebell.collector.app.witness;

import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SiteId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which hosts stand in one site of one customer, and under which address the others may reach them.
 * An address that two hosts of a site give, as that of a bridge inside each of them, belongs to
 * none.
 */
final class Neighbourhood {
  private record Place(CustomerId customer, SiteId site) {}

  private record Home(Place place, Optional<String> address) {}

  private final Map<HostId, Home> homes = new HashMap<>();
  private final Map<Place, SortedSet<HostId>> sites = new HashMap<>();
  private final Map<Place, Map<String, SortedSet<HostId>>> addresses = new HashMap<>();

  /** A host came, or came again. */
  void settle(AgentIdentity agent, Optional<String> address) {
    leave(agent.host());
    Place place = new Place(agent.customer(), agent.site());
    homes.put(agent.host(), new Home(place, address));
    sites.computeIfAbsent(place, _ -> new TreeSet<>()).add(agent.host());
    address.ifPresent(
        at ->
            addresses
                .computeIfAbsent(place, _ -> new TreeMap<>())
                .computeIfAbsent(at, _ -> new TreeSet<>())
                .add(agent.host()));
  }

  private void leave(HostId host) {
    Optional.ofNullable(homes.remove(host))
        .ifPresent(
            home -> {
              others(home.place()).remove(host);
              home.address().ifPresent(at -> holders(home.place(), at).remove(host));
            });
  }

  /** Under which address its neighbours may reach a host; empty: it is not known. */
  Optional<String> addressOf(HostId host) {
    return Optional.ofNullable(homes.get(host))
        .flatMap(home -> home.address().filter(at -> holders(home.place(), at).size() == 1));
  }

  /** All hosts of a host's site, itself included, in order. */
  SortedSet<HostId> site(HostId host) {
    return Optional.ofNullable(homes.get(host))
        .map(home -> Collections.unmodifiableSortedSet(others(home.place())))
        .orElse(Collections.emptySortedSet());
  }

  private SortedSet<HostId> others(Place place) {
    return sites.getOrDefault(place, new TreeSet<>());
  }

  private SortedSet<HostId> holders(Place place, String address) {
    return addresses.getOrDefault(place, Map.of()).getOrDefault(address, new TreeSet<>());
  }
}
