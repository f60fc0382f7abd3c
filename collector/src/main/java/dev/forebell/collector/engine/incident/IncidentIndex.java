package dev.forebell.collector.engine.incident;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.util.Optional;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * Finds the incidents of a customer by what they are about, by host and by parent, and those that
 * are kept back or may be gathered. Derived from them alone: any two count as equal, so that states
 * are compared by what they say.
 */
final class IncidentIndex {
  /** Of no incident. */
  static final IncidentIndex EMPTY =
      new IncidentIndex(
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePSet.empty(),
          TreePSet.empty());

  private final TreePMap<IncidentKey, TreePSet<IncidentId>> byKey;
  private final TreePMap<HostId, TreePSet<IncidentId>> byHost;
  private final TreePMap<IncidentId, TreePSet<IncidentId>> byParent;
  private final TreePMap<HostId, TreePSet<IncidentId>> belowOthers;
  private final TreePMap<RuleId, TreePSet<IncidentId>> loose;
  private final TreePSet<IncidentId> above;
  private final TreePSet<IncidentId> keptBack;

  private IncidentIndex(
      TreePMap<IncidentKey, TreePSet<IncidentId>> byKey,
      TreePMap<HostId, TreePSet<IncidentId>> byHost,
      TreePMap<IncidentId, TreePSet<IncidentId>> byParent,
      TreePMap<HostId, TreePSet<IncidentId>> belowOthers,
      TreePMap<RuleId, TreePSet<IncidentId>> loose,
      TreePSet<IncidentId> above,
      TreePSet<IncidentId> keptBack) {
    this.byKey = byKey;
    this.byHost = byHost;
    this.byParent = byParent;
    this.belowOthers = belowOthers;
    this.loose = loose;
    this.above = above;
    this.keptBack = keptBack;
  }

  /** After one incident changed, came or left. */
  IncidentIndex changed(Optional<Incident> before, Optional<Incident> after) {
    boolean same =
        before.isPresent() && after.isPresent() && stands(before.get()).equals(stands(after.get()));
    if (same) {
      return this;
    }
    IncidentIndex without = before.map(this::without).orElse(this);
    return after.map(without::with).orElse(without);
  }

  /** All that moves in an incident and that it is found by. */
  private record Standing(Optional<IncidentId> parent, boolean keptBack, boolean loose) {}

  private static Standing stands(Incident one) {
    return new Standing(one.parent(), isKeptBack(one), Grouping.mayGather(one));
  }

  private static boolean isKeptBack(Incident one) {
    return one.handling().withheld().isPresent();
  }

  private IncidentIndex with(Incident one) {
    IncidentId id = one.id();
    return new IncidentIndex(
        added(byKey, one.key(), id),
        one.key().host().map(host -> added(byHost, host, id)).orElse(byHost),
        one.parent().map(parent -> added(byParent, parent, id)).orElse(byParent),
        lower(one).map(host -> added(belowOthers, host, id)).orElse(belowOthers),
        Grouping.mayGather(one) ? added(loose, one.key().rule(), id) : loose,
        one.aboveHosts() ? above.plus(id) : above,
        isKeptBack(one) ? keptBack.plus(id) : keptBack);
  }

  private IncidentIndex without(Incident one) {
    IncidentId id = one.id();
    return new IncidentIndex(
        removed(byKey, one.key(), id),
        one.key().host().map(host -> removed(byHost, host, id)).orElse(byHost),
        one.parent().map(parent -> removed(byParent, parent, id)).orElse(byParent),
        lower(one).map(host -> removed(belowOthers, host, id)).orElse(belowOthers),
        removed(loose, one.key().rule(), id),
        above.minus(id),
        keptBack.minus(id));
  }

  /** The host of an incident that stands below another. */
  private static Optional<HostId> lower(Incident one) {
    return one.key().host().filter(_ -> one.parent().isPresent());
  }

  private static <K> TreePMap<K, TreePSet<IncidentId>> added(
      TreePMap<K, TreePSet<IncidentId>> to, K key, IncidentId id) {
    return to.plus(key, found(to, key).plus(id));
  }

  private static <K> TreePMap<K, TreePSet<IncidentId>> removed(
      TreePMap<K, TreePSet<IncidentId>> from, K key, IncidentId id) {
    TreePSet<IncidentId> ids = found(from, key).minus(id);
    return ids.isEmpty() ? from.minus(key) : from.plus(key, ids);
  }

  private static <K> TreePSet<IncidentId> found(TreePMap<K, TreePSet<IncidentId>> in, K key) {
    return Optional.ofNullable(in.get(key)).orElseGet(TreePSet::empty);
  }

  /** Those above hosts, in id order. */
  TreePSet<IncidentId> aboveHosts() {
    return above;
  }

  /** Those that are kept from being announced, in id order. */
  TreePSet<IncidentId> keptBack() {
    return keptBack;
  }

  /** Those of a rule that stand alone and may be gathered with others, the newest first. */
  TreePSet<IncidentId> loose(RuleId rule) {
    return found(loose, rule).descendingSet();
  }

  Optional<IncidentId> of(IncidentKey key) {
    return Optional.ofNullable(byKey.get(key)).map(TreePSet::first);
  }

  /** In id order. */
  TreePSet<IncidentId> of(HostId host) {
    return found(byHost, host);
  }

  /** Of these, the ones that stand below another incident. */
  TreePSet<IncidentId> belowOthers(HostId host) {
    return found(belowOthers, host);
  }

  /** In id order. */
  TreePSet<IncidentId> below(IncidentId parent) {
    return found(byParent, parent);
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
