package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.SharedElement;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what stands on what in one customer: {@code runs_on} and {@code guests} of hosts, {@code
 * uses}, the elements of providers, and {@code checked_by}, who looks at what has no agent.
 */
final class TopologyReader {
  /** A guest and the host it runs on, as one of the two said of the one that is named. */
  private record Stand(YamlValue at, HostId guest, HostId floor, HostId named) {}

  /** An element and the host that looks at it. */
  private record Look(YamlValue at, HostId element, HostId checker) {}

  private final List<Look> looks = new ArrayList<>();
  private final References references;
  private final List<Stand> stands = new ArrayList<>();

  TopologyReader(References references) {
    this.references = references;
  }

  /** Notes what a host says; checked when all hosts are known. */
  void host(YamlMap map, HostId host) {
    map.get("runs_on")
        .flatMap(at -> named(at).map(floor -> new Stand(at, host, floor, floor)))
        .ifPresent(stands::add);
    map.get("checked_by")
        .flatMap(at -> named(at).map(checker -> new Look(at, host, checker)))
        .ifPresent(looks::add);
    stands.addAll(
        map.each("guests", at -> named(at).map(guest -> new Stand(at, guest, host, guest))));
  }

  private static Optional<HostId> named(YamlValue at) {
    return Ids.read(at).map(HostId::new);
  }

  /** What the file says, {@code uses} among it. */
  Topology read(YamlMap file, SortedMap<HostId, Host> hosts) {
    TreeMap<HostId, HostId> runsOn = new TreeMap<>();
    for (Stand stand : stands) {
      if (isKnown(stand.at, stand.named, hosts) && isFree(stand, runsOn)) {
        runsOn.put(stand.guest, stand.floor);
      }
    }
    return new Topology(runsOn, file.each("uses", value -> use(value, hosts)), checkedBy(hosts));
  }

  private SortedMap<HostId, HostId> checkedBy(SortedMap<HostId, Host> hosts) {
    TreeMap<HostId, HostId> checkedBy = new TreeMap<>();
    for (Look look : looks) {
      if (isKnown(look.at, look.checker, hosts) && isFit(look, hosts)) {
        checkedBy.put(look.element, look.checker);
      }
    }
    return checkedBy;
  }

  // Who looks from another site sees the way between them, not the element.
  private static boolean isFit(Look look, SortedMap<HostId, Host> hosts) {
    if (look.element.equals(look.checker)) {
      look.at.problem(
          look.element + " would be checked by itself", "another host, whose agent looks at it");
      return false;
    }
    if (!siteOf(look.element, hosts).equals(siteOf(look.checker, hosts))) {
      look.at.problem(look.checker + " stands at another site", "a host of the element's own site");
      return false;
    }
    return true;
  }

  private static Optional<SiteId> siteOf(HostId host, SortedMap<HostId, Host> hosts) {
    return Optional.ofNullable(hosts.get(host)).map(Host::site);
  }

  private static boolean isFree(Stand stand, SortedMap<HostId, HostId> runsOn) {
    Optional<HostId> other =
        Optional.ofNullable(runsOn.get(stand.guest)).filter(floor -> !floor.equals(stand.floor));
    other.ifPresent(
        floor ->
            stand.at.problem(
                stand.guest + " is said to run on " + floor + " as well", "one host it runs on"));
    boolean circle = standsOn(stand.floor, stand.guest, runsOn);
    if (circle) {
      stand.at.problem(stand.guest + " would run on itself", "hosts that do not run on each other");
    }
    return other.isEmpty() && !circle;
  }

  private static boolean standsOn(HostId host, HostId floor, SortedMap<HostId, HostId> runsOn) {
    Optional<HostId> at = Optional.of(host);
    while (at.isPresent() && !at.get().equals(floor)) {
      at = Optional.ofNullable(runsOn.get(at.get()));
    }
    return at.isPresent();
  }

  private Optional<SharedElement> use(YamlValue value, SortedMap<HostId, Host> hosts) {
    return value.map().flatMap(map -> use(map.expect(Shape.USE.keys()), hosts));
  }

  private Optional<SharedElement> use(YamlMap map, SortedMap<HostId, Host> hosts) {
    Optional<CustomerId> provider = map.get("provider").flatMap(Ids::read).map(CustomerId::new);
    Optional<HostId> element = map.get("element").flatMap(Ids::read).map(HostId::new);
    List<HostId> standing = map.each("hosts", at -> member(at, hosts));
    if (provider.isEmpty() || element.isEmpty()) {
      return Optional.empty();
    }
    String named = ElementNames.of(provider.get(), element.get());
    map.get("element").ifPresent(at -> references.use(References.Kind.ELEMENT, at, named));
    return Optional.of(new SharedElement(provider.get(), element.get(), standing));
  }

  private static Optional<HostId> member(YamlValue at, SortedMap<HostId, Host> hosts) {
    return Ids.read(at).map(HostId::new).filter(id -> isKnown(at, id, hosts));
  }

  private static boolean isKnown(YamlValue at, HostId id, SortedMap<HostId, Host> hosts) {
    boolean known = hosts.containsKey(id);
    if (!known) {
      List<String> names = hosts.keySet().stream().map(HostId::value).toList();
      at.problem(
          "the customer has no host "
              + Quantity.quoted(id.value())
              + NearestName.hint(id.value(), names),
          "the id of a host under hosts");
    }
    return known;
  }
}
