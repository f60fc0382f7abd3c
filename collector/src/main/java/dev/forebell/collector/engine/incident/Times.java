package dev.forebell.collector.engine.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** When the milestones were reached, in their order. */
public record Times(SortedMap<Milestone, Instant> reached) {
  public Times {
    reached = Collections.unmodifiableSortedMap(new TreeMap<>(reached));
  }

  /** Of an incident that has just been opened. */
  static Times opened(Instant beganAt, Instant detectedAt) {
    TreeMap<Milestone, Instant> reached = new TreeMap<>();
    reached.put(Milestone.BEGAN, beganAt);
    reached.put(Milestone.DETECTED, detectedAt);
    return new Times(reached);
  }

  public Optional<Instant> at(Milestone milestone) {
    return Optional.ofNullable(reached.get(milestone));
  }

  /** Every incident has begun. */
  public Instant beganAt() {
    return at(Milestone.BEGAN).orElseThrow();
  }

  /** Every incident was detected. */
  public Instant detectedAt() {
    return at(Milestone.DETECTED).orElseThrow();
  }

  /** The milestone at this instant, unless it was reached before. */
  Times first(Milestone milestone, Instant at) {
    return reached.containsKey(milestone) ? this : with(milestone, at);
  }

  Times with(Milestone milestone, Instant at) {
    TreeMap<Milestone, Instant> changed = new TreeMap<>(reached);
    changed.put(milestone, at);
    return new Times(changed);
  }

  Times without(Milestone milestone) {
    TreeMap<Milestone, Instant> changed = new TreeMap<>(reached);
    changed.remove(milestone);
    return new Times(changed);
  }
}
