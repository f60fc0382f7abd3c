package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.HostId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** The virtualisation host that a guest runs on. */
  public Optional<HostId> below(HostId guest) {
    return Optional.ofNullable(runsOn.get(guest));
  }

  /** Everything that stands on a host, guests of guests included, in the order of levels. */
  public List<HostId> guestsOf(HostId host) {
    List<HostId> found = new ArrayList<>(directly(host));
    for (int i = 0; i < found.size(); i++) {
      directly(found.get(i)).stream().filter(guest -> !found.contains(guest)).forEach(found::add);
    }
    return found;
  }

  private List<HostId> directly(HostId host) {
    return runsOn.entrySet().stream()
        .filter(entry -> entry.getValue().equals(host))
        .map(entry -> entry.getKey())
        .toList();
  }
}
