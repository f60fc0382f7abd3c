package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * What a customer's machine knows of things not to announce, besides the configuration.
 *
 * @param given windows and silences given at run time
 * @param enrolled hosts whose first samples ever came, and when
 * @param covered what windows and silences are about; derived at the last step
 * @param excused conditions that never cause an emergency: kept back, or of a host in maintenance;
 *     derived at the last step
 * @param wakeAt when a window or silence that matters ends; derived at the last step
 */
public record Quiet(
    Suppressions given,
    SortedMap<HostId, Instant> enrolled,
    Covered covered,
    SortedSet<ConditionKey> excused,
    Optional<Instant> wakeAt) {
  /** Everything is announced. */
  static final Quiet NONE =
      new Quiet(
          Suppressions.NONE, TreePMap.empty(), Covered.NONE, TreePSet.empty(), Optional.empty());

  public Quiet {
    enrolled = TreePMap.fromSortedMap(enrolled);
    excused = TreePSet.fromSortedSet(excused);
  }

  /** What a restart must be told; the rest follows from it. */
  static Quiet of(Suppressions given, SortedMap<HostId, Instant> enrolled) {
    return new Quiet(given, enrolled, Covered.NONE, TreePSet.empty(), Optional.empty());
  }

  Quiet given(Suppressions changed) {
    return new Quiet(changed, enrolled, covered, excused, wakeAt);
  }

  Quiet enrolled(HostId host, Instant at) {
    return enrolled.containsKey(host)
        ? this
        : new Quiet(
            given, TreePMap.fromSortedMap(enrolled).plus(host, at), covered, excused, wakeAt);
  }

  Quiet derived(Covered now, SortedSet<ConditionKey> nowExcused) {
    return new Quiet(given, enrolled, now, nowExcused, now.wakeAt());
  }
}
