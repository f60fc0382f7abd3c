package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What data that came late has told so far: judged beside the live watches, as if it had come in
 * time. Not kept over a restart: what was not finished by then is not recorded.
 *
 * @param watches that are not clear at the end of what came late
 * @param held of those that are raised
 * @param memory of earlier late batches
 * @param from sample time of the first of an unbroken row of late batches; empty: none is running
 * @param upTo sample time of the newest one; empty: none came
 */
record LateData(
    SortedMap<ConditionKey, Watch> watches,
    SortedMap<ConditionKey, HeldCondition> held,
    SampleMemory memory,
    Optional<Instant> from,
    Optional<Instant> upTo) {
  /** Nothing came late. */
  static final LateData NONE =
      new LateData(
          new TreeMap<>(), new TreeMap<>(), SampleMemory.EMPTY, Optional.empty(), Optional.empty());

  LateData {
    watches = Collections.unmodifiableSortedMap(watches);
    held = Collections.unmodifiableSortedMap(held);
  }
}
