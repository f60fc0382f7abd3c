package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * What the windows and silences in force are about, notes apart. As long as the same ones are in
 * force a step asks only for the one condition that it moved.
 *
 * @param by those in force
 * @param until by condition, when the first of those that are about it ends
 * @param inOrder the same, the earliest first
 * @param maintained those that a window is about
 */
record Covered(
    List<Restraint> by,
    TreePMap<ConditionKey, Instant> until,
    TreePSet<End> inOrder,
    TreePSet<ConditionKey> maintained) {
  /** Nothing is in force. */
  static final Covered NONE = by(List.of());

  /** When what covers a condition ends first. */
  record End(Instant at, ConditionKey key) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  private static Covered by(List<Restraint> inForce) {
    return new Covered(inForce, TreePMap.empty(), TreePSet.empty(), TreePSet.empty());
  }

  /** Worked out condition by condition. */
  static Covered of(List<Restraint> inForce, SortedMap<ConditionKey, HeldCondition> conditions) {
    Covered all = by(inForce);
    for (HeldCondition held : conditions.values()) {
      all = all.after(held.key(), Optional.of(held));
    }
    return all;
  }

  /** Whether the same are in force, of the same configuration. */
  boolean isBy(List<Restraint> inForce) {
    boolean same = by.size() == inForce.size();
    for (int n = 0; same && n < by.size(); n++) {
      same = by.get(n).isSame(inForce.get(n));
    }
    return same;
  }

  /**
   * After one condition moved.
   *
   * @param now as it holds; empty: it does not
   */
  Covered after(ConditionKey key, Optional<HeldCondition> now) {
    List<Restraint> about =
        now.filter(held -> held.finding().means() != Meaning.NOTE)
            .map(held -> by.stream().filter(one -> one.covers(held)).toList())
            .orElse(List.of());
    Optional<Instant> ends = about.stream().map(Restraint::until).min(Instant::compareTo);
    boolean maintains = about.stream().anyMatch(one -> one.reason() == Reason.IN_MAINTENANCE);
    Optional<Instant> before = Optional.ofNullable(until.get(key));
    TreePSet<End> others = before.map(at -> inOrder.minus(new End(at, key))).orElse(inOrder);
    return new Covered(
        by,
        ends.map(at -> until.plus(key, at)).orElseGet(() -> until.minus(key)),
        ends.map(at -> others.plus(new End(at, key))).orElse(others),
        maintains ? maintained.plus(key) : maintained.minus(key));
  }

  /** When the first of those that matter ends. */
  Optional<Instant> wakeAt() {
    return inOrder.isEmpty() ? Optional.empty() : Optional.of(inOrder.first().at());
  }
}
