package dev.forebell.collector.engine.incident;

import dev.forebell.common.model.HostId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the incidents of a customer by what they are about, by host and by parent. Derived from
 * them alone: any two count as equal, so that states are compared by what they say.
 */
final class IncidentIndex {
  /** Of no incident. */
  static final IncidentIndex EMPTY =
      new IncidentIndex(
          Directory.empty(),
          Directory.empty(),
          Directory.empty(),
          Collections.unmodifiableSortedSet(new TreeSet<>()));

  private static final SortedSet<IncidentId> NONE =
      Collections.unmodifiableSortedSet(new TreeSet<>());

  private final Directory<IncidentKey, SortedSet<IncidentId>> byKey;
  private final Directory<HostId, SortedSet<IncidentId>> byHost;
  private final Directory<IncidentId, SortedSet<IncidentId>> byParent;
  private final SortedSet<IncidentId> above;

  private IncidentIndex(
      Directory<IncidentKey, SortedSet<IncidentId>> byKey,
      Directory<HostId, SortedSet<IncidentId>> byHost,
      Directory<IncidentId, SortedSet<IncidentId>> byParent,
      SortedSet<IncidentId> above) {
    this.byKey = byKey;
    this.byHost = byHost;
    this.byParent = byParent;
    this.above = above;
  }

  /** After one incident changed, came or left. */
  IncidentIndex changed(Optional<Incident> before, Optional<Incident> after) {
    boolean same =
        before.isPresent()
            && after.isPresent()
            && before.get().parent().equals(after.get().parent());
    if (same) {
      return this;
    }
    IncidentIndex without = before.map(this::without).orElse(this);
    return after.map(without::with).orElse(without);
  }

  private IncidentIndex with(Incident one) {
    IncidentId id = one.id();
    return new IncidentIndex(
        added(byKey, one.key(), id),
        one.key().host().map(host -> added(byHost, host, id)).orElse(byHost),
        one.parent().map(parent -> added(byParent, parent, id)).orElse(byParent),
        one.aboveHosts() ? added(above, id) : above);
  }

  private IncidentIndex without(Incident one) {
    IncidentId id = one.id();
    return new IncidentIndex(
        removed(byKey, one.key(), id),
        one.key().host().map(host -> removed(byHost, host, id)).orElse(byHost),
        one.parent().map(parent -> removed(byParent, parent, id)).orElse(byParent),
        one.aboveHosts() ? removed(above, id) : above);
  }

  private static <K extends Comparable<K>> Directory<K, SortedSet<IncidentId>> added(
      Directory<K, SortedSet<IncidentId>> to, K key, IncidentId id) {
    return to.with(key, added(to.get(key).orElse(NONE), id));
  }

  private static SortedSet<IncidentId> added(SortedSet<IncidentId> to, IncidentId id) {
    TreeSet<IncidentId> ids = new TreeSet<>(to);
    ids.add(id);
    return Collections.unmodifiableSortedSet(ids);
  }

  private static <K extends Comparable<K>> Directory<K, SortedSet<IncidentId>> removed(
      Directory<K, SortedSet<IncidentId>> from, K key, IncidentId id) {
    SortedSet<IncidentId> ids = removed(from.get(key).orElse(NONE), id);
    return ids.isEmpty() ? from.without(key) : from.with(key, ids);
  }

  private static SortedSet<IncidentId> removed(SortedSet<IncidentId> from, IncidentId id) {
    TreeSet<IncidentId> ids = new TreeSet<>(from);
    ids.remove(id);
    return Collections.unmodifiableSortedSet(ids);
  }

  /** Those above hosts, in id order. */
  List<IncidentId> aboveHosts() {
    return List.copyOf(above);
  }

  Optional<IncidentId> of(IncidentKey key) {
    return byKey.get(key).map(ids -> ids.first());
  }

  /** In id order. */
  List<IncidentId> of(HostId host) {
    return List.copyOf(byHost.get(host).orElse(NONE));
  }

  /** In id order. */
  List<IncidentId> below(IncidentId parent) {
    return List.copyOf(byParent.get(parent).orElse(NONE));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IncidentIndex;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
