package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.common.model.HostId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.TreePMap;

/**
 * Finds, of the conditions that hold, the few that a step asks for, however many hold on a host.
 * Derived from the conditions and from which of them have an incident.
 *
 * @param outages bad ones that may be an emergency
 * @param silences that say that their host is silent, recovery included
 * @param untold more than notes, without an open or resolved incident of their own
 */
record HeldIndex(
    TreePMap<ConditionKey, HeldCondition> outages,
    TreePMap<ConditionKey, HeldCondition> silences,
    TreePMap<ConditionKey, HeldCondition> untold) {
  /** Nothing holds. */
  static final HeldIndex EMPTY =
      new HeldIndex(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  /** Of conditions that have no incident. */
  static HeldIndex untold(SortedMap<ConditionKey, HeldCondition> conditions) {
    HeldIndex index = EMPTY;
    for (Map.Entry<ConditionKey, HeldCondition> one : conditions.entrySet()) {
      index = index.changed(one.getKey(), Optional.of(one.getValue()), false);
    }
    return index;
  }

  /**
   * After one condition began, changed or ended.
   *
   * @param held as it holds now; empty: it does not
   * @param told whether it has an incident
   */
  HeldIndex changed(ConditionKey key, Optional<HeldCondition> held, boolean told) {
    return new HeldIndex(
        changed(outages, key, held.filter(HeldCondition::outage)),
        changed(silences, key, held.filter(one -> HostSilence.saysSo(one.finding()))),
        changed(untold, key, held.filter(one -> !told && isMore(one))));
  }

  /** After the incident of a condition came or left. */
  HeldIndex told(ConditionKey key, Optional<HeldCondition> held, boolean told) {
    return new HeldIndex(
        outages, silences, changed(untold, key, held.filter(one -> !told && isMore(one))));
  }

  private static boolean isMore(HeldCondition held) {
    return held.finding().means() != Meaning.NOTE;
  }

  static TreePMap<ConditionKey, HeldCondition> changed(
      TreePMap<ConditionKey, HeldCondition> all, ConditionKey key, Optional<HeldCondition> held) {
    return held.map(one -> all.plus(key, one)).orElseGet(() -> all.minus(key));
  }

  /** Those of one host, in key order. */
  static List<HeldCondition> ofHost(SortedMap<ConditionKey, HeldCondition> some, HostId host) {
    return some.tailMap(ConditionKey.firstOf(host)).values().stream()
        .takeWhile(held -> held.key().host().equals(host))
        .toList();
  }
}
