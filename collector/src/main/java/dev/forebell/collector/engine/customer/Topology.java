package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands on what: guests on virtualisation hosts of the customer's own, and elements of a
 * provider that the customer uses.
 *
 * @param runsOn the virtualisation host of each guest; without circles
 * @param uses elements that belong to another customer, in the order of the file
 * @param checkedBy the host whose agent looks at an element that has none itself
 * @param standing what stands on each floor and on nothing in between; follows from the others
 */
public record Topology(
    SortedMap<HostId, HostId> runsOn,
    List<SharedElement> uses,
    SortedMap<HostId, HostId> checkedBy,
    SortedMap<HostId, List<HostId>> standing) {
  /** Nothing is known to stand on anything. */
  public static final Topology NONE = new Topology(new TreeMap<>(), List.of());

  public Topology {
    runsOn = Collections.unmodifiableSortedMap(new TreeMap<>(runsOn));
    uses = List.copyOf(uses);
    checkedBy = Collections.unmodifiableSortedMap(new TreeMap<>(checkedBy));
    standing = Collections.unmodifiableSortedMap(new TreeMap<>(standing));
  }

  /** What stands on what, as configured; every host has its own agent. */
  public Topology(SortedMap<HostId, HostId> runsOn, List<SharedElement> uses) {
    this(runsOn, uses, new TreeMap<>());
  }

  /** What stands on what and who looks at what, as configured. */
  public Topology(
      SortedMap<HostId, HostId> runsOn,
      List<SharedElement> uses,
      SortedMap<HostId, HostId> checkedBy) {
    this(runsOn, uses, checkedBy, standing(runsOn, uses));
  }

  /** The elements that a host's agent looks at, in order. */
  public SortedSet<HostId> checkedFrom(HostId host) {
    SortedSet<HostId> elements = new TreeSet<>();
    checkedBy.forEach(
        (element, checker) -> {
          if (checker.equals(host)) {
            elements.add(element);
          }
        });
    return elements;
  }

  private static SortedMap<HostId, List<HostId>> standing(
      SortedMap<HostId, HostId> runsOn, List<SharedElement> uses) {
    TreeMap<HostId, LinkedHashSet<HostId>> found = new TreeMap<>();
    runsOn.forEach(
        (guest, floor) -> found.computeIfAbsent(floor, _ -> new LinkedHashSet<>()).add(guest));
    uses.forEach(
        use ->
            found.computeIfAbsent(use.element(), _ -> new LinkedHashSet<>()).addAll(use.hosts()));
    TreeMap<HostId, List<HostId>> standing = new TreeMap<>();
    found.forEach((floor, guests) -> standing.put(floor, List.copyOf(guests)));
    return standing;
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
    LinkedHashSet<HostId> found = new LinkedHashSet<>();
    List<HostId> level = directlyOn(host);
    while (!level.isEmpty()) {
      level = level.stream().filter(found::add).flatMap(one -> directlyOn(one).stream()).toList();
    }
    return List.copyOf(found);
  }

  /** What stands on a host and on nothing in between. */
  public List<HostId> directlyOn(HostId host) {
    return standing.getOrDefault(host, List.of());
  }

  /** These hosts, each after what it stands on; else as they are. */
  public List<HostId> bottomUp(List<HostId> hosts) {
    return hosts.stream().sorted(Comparator.comparingInt(this::level)).toList();
  }

  private int level(HostId host) {
    return floorsOf(host).stream().mapToInt(floor -> 1 + level(floor)).max().orElse(0);
  }

  /** Everything that something stands on, in order. */
  public Collection<HostId> floors() {
    return standing.keySet();
  }

  /** Whether a host is an element of a provider that this customer uses. */
  public boolean uses(CustomerId provider, HostId element) {
    return uses.stream()
        .anyMatch(use -> use.provider().equals(provider) && use.element().equals(element));
  }
}
