package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.common.model.SeriesKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What later batches need of earlier ones. Not kept over a restart: the agent sends again what
 * refills it.
 *
 * @param companions newest value of each companion quantity
 * @param tracks counters and windows by condition
 */
record SampleMemory(
    SortedMap<CompanionKey, Companion> companions, SortedMap<ConditionKey, Track> tracks) {
  static final SampleMemory EMPTY = new SampleMemory(new TreeMap<>(), new TreeMap<>());

  SampleMemory {
    companions = Collections.unmodifiableSortedMap(companions);
    tracks = Collections.unmodifiableSortedMap(tracks);
  }

  /** A companion quantity as last measured. */
  record Companion(SeriesKey series, Point point) {}
}
