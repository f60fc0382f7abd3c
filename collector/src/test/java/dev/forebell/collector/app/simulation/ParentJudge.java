package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.common.model.HostId;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * No child before its parent: a host that goes down while others of its site are suspect may be the
 * first of a lost site, so no desk hears of it before the site's verdict could take its place.
 */
final class ParentJudge {
  private static final double WAITS = 4.9;

  private record Child(double at, boolean othersSuspect) {}

  private final World world;
  private final LinkTruth links;
  private final IncidentJudge incidents;
  private final Consumer<String> accuse;
  private final SortedMap<IncidentId, Child> children = new TreeMap<>();
  private final Map<IncidentId, Double> sites = new TreeMap<>();
  private final SortedSet<String> taken = new TreeSet<>();

  ParentJudge(World world, LinkTruth links, IncidentJudge incidents, Consumer<String> accuse) {
    this.world = world;
    this.links = links;
    this.incidents = incidents;
    this.accuse = accuse;
  }

  void happened(IncidentEvent event) {
    double now = links.decidedAt();
    switch (event.change()) {
      case Change.Opened opened when isOf(opened.key(), "site-unseen") ->
          sites.put(event.id(), now);
      case Change.Opened opened when isOf(opened.key(), "host_down") ->
          opened
              .key()
              .host()
              .ifPresent(
                  host -> children.put(event.id(), new Child(now, othersAreSuspect(host, now))));
      case Change.Absorbed absorbed ->
          absorbed
              .parent()
              .filter(sites::containsKey)
              .ifPresent(parent -> absorbed(event.id(), sites.get(parent)));
      default -> {
        // Says nothing of who comes first.
      }
    }
  }

  private static boolean isOf(IncidentKey key, String rule) {
    return key.rule().value().equals(rule);
  }

  /** One that was told of as down is suspect no more: it hints at nothing that comes. */
  private boolean othersAreSuspect(HostId host, double now) {
    Agent down =
        world.agents().stream()
            .filter(one -> one.identity().host().equals(host))
            .findFirst()
            .orElseThrow();
    return world.agents().stream()
        .filter(one -> one != down)
        .filter(one -> one.identity().site().equals(down.identity().site()))
        .filter(one -> !incidents.bad().isBad(one.identity().host() + " host_down"))
        .anyMatch(one -> links.isPlainlySuspect(one, now));
  }

  /**
   * A child that came after its site stands alone by intent: a silence or window keeps its host out
   * of the site's count, see decision 0031.
   */
  private void absorbed(IncidentId id, double parentAt) {
    Child child = children.remove(id); // a later absorption is of a later silence
    if (child != null
        && child.othersSuspect()
        && parentAt > child.at()
        && parentAt - child.at() < WAITS
        && taken.contains(id.value())) {
      accuse.accept(id + " was announced before the site that explains it");
    }
  }

  /** A desk heard of it. */
  void taken(String incident) {
    taken.add(incident);
  }
}
