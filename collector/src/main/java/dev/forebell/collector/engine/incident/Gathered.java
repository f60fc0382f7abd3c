package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Conditions that an incident stands for without an incident of their own: what it explains, or
 * what has the same cause.
 *
 * @param conditions every one ever listed, whether it still holds or not
 */
public record Gathered(SortedSet<ConditionKey> conditions) {
  /** None yet. */
  static final Gathered NONE = new Gathered(new TreeSet<>());

  public Gathered {
    conditions = Collections.unmodifiableSortedSet(new TreeSet<>(conditions));
  }

  Gathered with(ConditionKey one) {
    if (conditions.contains(one)) {
      return this;
    }
    TreeSet<ConditionKey> more = new TreeSet<>(conditions);
    more.add(one);
    return new Gathered(more);
  }
}
