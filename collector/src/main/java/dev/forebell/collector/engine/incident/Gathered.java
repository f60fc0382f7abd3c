package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import java.util.SortedSet;
import org.pcollections.TreePSet;

/**
 * Conditions that an incident stands for without an incident of their own: what it explains, or
 * what has the same cause.
 *
 * @param conditions every one ever listed, whether it still holds or not
 */
public record Gathered(SortedSet<ConditionKey> conditions) {
  /** None yet. */
  static final Gathered NONE = new Gathered(TreePSet.empty());

  public Gathered {
    conditions = TreePSet.fromSortedSet(conditions);
  }

  Gathered with(ConditionKey one) {
    return conditions.contains(one)
        ? this
        : new Gathered(TreePSet.fromSortedSet(conditions).plus(one));
  }
}
