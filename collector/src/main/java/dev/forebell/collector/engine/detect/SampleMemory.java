package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.Point;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What later batches need of earlier ones. Not kept over a restart: the agent sends again what
 * refills it.
 *
 * @param companions newest value of each companion quantity
 * @param tracks counters and windows by condition
 * @param latest newest value of what change rules compare, by condition
 * @param absences what is expected of {@code absent} rules, by condition
 */
record SampleMemory(
    Companions companions,
    SortedMap<ConditionKey, Track> tracks,
    SortedMap<ConditionKey, Point> latest,
    SortedMap<ConditionKey, Absence> absences) {
  static final SampleMemory EMPTY =
      new SampleMemory(Companions.NONE, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  SampleMemory {
    tracks = Collections.unmodifiableSortedMap(tracks);
    latest = Collections.unmodifiableSortedMap(latest);
    absences = Collections.unmodifiableSortedMap(absences);
  }

  /** What is of use to rules that are the same in two books. */
  SampleMemory forSame(RuleBook old, RuleBook now) {
    if (old.equals(now)) {
      return this;
    }
    Predicate<ConditionKey> changed =
        key ->
            now.rules(key.rule()).isEmpty() || !old.rules(key.rule()).equals(now.rules(key.rule()));
    TreeMap<ConditionKey, Track> keptTracks = new TreeMap<>(tracks);
    TreeMap<ConditionKey, Point> keptLatest = new TreeMap<>(latest);
    TreeMap<ConditionKey, Absence> keptAbsences = new TreeMap<>(absences);
    keptTracks.keySet().removeIf(changed);
    keptLatest.keySet().removeIf(changed);
    keptAbsences.keySet().removeIf(changed);
    return new SampleMemory(companions, keptTracks, keptLatest, keptAbsences);
  }

  /** Without a value that cannot be compared with the next one. */
  SampleMemory withoutLatest(ConditionKey key) {
    TreeMap<ConditionKey, Point> rest = new TreeMap<>(latest);
    rest.remove(key);
    return new SampleMemory(companions, tracks, rest, absences);
  }

  /**
   * What is known of a series that should be there.
   *
   * @param lastSeen newest batch with it
   * @param missingSince first batch of the present run without it
   */
  record Absence(Optional<Instant> lastSeen, Optional<Instant> missingSince) {}
}
