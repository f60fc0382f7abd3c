package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What stands on what: guests on virtualisation hosts of the customer's own, and elements of a
 * provider that the customer uses.
 *
 * @param runsOn the virtualisation host of each guest; without circles
 * @param uses elements that belong to another customer, in the order of the file
 */
public record Topology(SortedMap<HostId, HostId> runsOn, List<SharedElement> uses) {
  /** Nothing is known to stand on anything. */
  public static final Topology NONE = new Topology(new TreeMap<>(), List.of());

  public Topology {
    runsOn = Collections.unmodifiableSortedMap(new TreeMap<>(runsOn));
    uses = List.copyOf(uses);
  }

  /** What a host stands on directly: its virtualisation host, then shared elements. */
  public List<HostId> floorsOf(HostId host) {
    List<HostId> floors = new ArrayList<>();
    Optional.ofNullable(runsOn.get(host)).ifPresent(floors::add);
    uses.stream()
        .filter(use -> use.hosts().contains(host))
        .map(SharedElement::element)
        .filter(element -> !floors.contains(element))
        .forEach(floors::add);
    return floors;
  }

  /** Everything that stands on a host, guests of guests included, in the order of levels. */
  public List<HostId> guestsOf(HostId host) {
    List<HostId> found = new ArrayList<>(directlyOn(host));
    for (int i = 0; i < found.size(); i++) {
      directlyOn(found.get(i)).stream().filter(one -> !found.contains(one)).forEach(found::add);
    }
    return found;
  }

  /** What stands on a host and on nothing in between. */
  public List<HostId> directlyOn(HostId host) {
    Stream<HostId> guests =
        runsOn.entrySet().stream()
            .filter(entry -> entry.getValue().equals(host))
            .map(Map.Entry::getKey);
    Stream<HostId> users =
        uses.stream()
            .filter(use -> use.element().equals(host))
            .flatMap(use -> use.hosts().stream());
    return Stream.concat(guests, users).distinct().toList();
  }

  /** Whether a host is an element of a provider that this customer uses. */
  public boolean uses(CustomerId provider, HostId element) {
    return uses.stream()
        .anyMatch(use -> use.provider().equals(provider) && use.element().equals(element));
  }
}
