package dev.forebell.collector.engine.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * When each incident next needs a tick, found by incident and by time.
 *
 * @param of by incident; absent: it needs none
 * @param inOrder the same, the earliest first
 */
public record WakeTimes(SortedMap<IncidentId, Instant> of, TreePSet<Due> inOrder) {
  /** Nobody needs any. */
  static final WakeTimes NONE = new WakeTimes(TreePMap.empty(), TreePSet.empty());

  /** An incident at its time. */
  public record Due(Instant at, IncidentId id) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : id.compareTo(other.id);
    }
  }

  /** The same with another time for one incident; empty: it needs none. */
  WakeTimes with(IncidentId id, Optional<Instant> at) {
    Optional<Instant> before = Optional.ofNullable(of.get(id));
    if (before.equals(at)) {
      return this;
    }
    TreePMap<IncidentId, Instant> all = (TreePMap<IncidentId, Instant>) of;
    TreePSet<Due> without = before.map(old -> inOrder.minus(new Due(old, id))).orElse(inOrder);
    return at.map(to -> new WakeTimes(all.plus(id, to), without.plus(new Due(to, id))))
        .orElseGet(() -> new WakeTimes(all.minus(id), without));
  }

  /** The earliest. */
  Optional<Instant> first() {
    return inOrder.isEmpty() ? Optional.empty() : Optional.of(inOrder.first().at());
  }

  /** The earliest after an instant. */
  Optional<Instant> firstAfter(Instant now) {
    return inOrder.stream().map(Due::at).filter(at -> at.isAfter(now)).findFirst();
  }

  /** Those that are due by then, in id order. */
  List<IncidentId> dueBy(Instant now) {
    return inOrder.stream().takeWhile(due -> !due.at().isAfter(now)).map(Due::id).sorted().toList();
  }
}
