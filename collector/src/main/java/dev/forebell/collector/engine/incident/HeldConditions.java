package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which conditions hold after a restart: that they do is known from the watches, what they say from
 * the events. Notes have no events and need none: when one becomes more, detection says so.
 */
public final class HeldConditions {
  private HeldConditions() {}

  /**
   * The conditions in force.
   *
   * @param events of all incidents that are not closed, in order of number per incident
   * @param inForce keys of the watches that are raised or clearing; the value is the first good
   *     sample of a clearing one
   */
  public static SortedMap<ConditionKey, HeldCondition> recover(
      List<IncidentEvent> events, SortedMap<ConditionKey, Optional<Instant>> inForce) {
    TreeMap<ConditionKey, HeldCondition> known = new TreeMap<>();
    TreeMap<IncidentId, ConditionKey> keys = new TreeMap<>();
    events.forEach(event -> read(known, keys, event));
    TreeMap<ConditionKey, HeldCondition> held = new TreeMap<>();
    inForce.forEach(
        (key, restoredAt) ->
            Optional.ofNullable(known.get(key))
                .map(one -> new HeldCondition(key, one.since(), one.finding(), restoredAt))
                .ifPresent(one -> held.put(key, one)));
    return held;
  }

  private static void read(
      SortedMap<ConditionKey, HeldCondition> known,
      SortedMap<IncidentId, ConditionKey> keys,
      IncidentEvent event) {
    switch (event.change()) {
      case Change.Opened opened -> began(known, keys, event.id(), opened);
      case Change.Withheld withheld -> began(known, keys, event.id(), withheld.opening());
      case Change.Suppressed one ->
          known.put(one.condition(), held(one.condition(), one.since(), one.finding()));
      case Change.Corrected corrected when corrected.aliveUntil().isEmpty() ->
          Optional.ofNullable(keys.get(event.id()))
              .ifPresent(
                  key -> known.computeIfPresent(key, (_, old) -> old.since(corrected.beganAt())));
      case Change.SeverityChanged moved -> found(known, keys, event, moved.finding());
      case Change.Reopened reopened -> found(known, keys, event, reopened.finding());
      default -> {
        // Says nothing about a condition.
      }
    }
  }

  private static void began(
      SortedMap<ConditionKey, HeldCondition> known,
      SortedMap<IncidentId, ConditionKey> keys,
      IncidentId id,
      Change.Opened opened) {
    opened
        .key()
        .condition()
        .ifPresent(
            key -> {
              keys.put(id, key);
              known.put(key, held(key, opened.beganAt(), opened.finding()));
            });
  }

  private static void found(
      SortedMap<ConditionKey, HeldCondition> known,
      SortedMap<IncidentId, ConditionKey> keys,
      IncidentEvent event,
      Finding finding) {
    Optional.ofNullable(keys.get(event.id()))
        .ifPresent(key -> known.computeIfPresent(key, (_, old) -> old.found(finding)));
  }

  private static HeldCondition held(ConditionKey key, Instant since, Finding finding) {
    return new HeldCondition(key, since, finding, Optional.empty());
  }
}
