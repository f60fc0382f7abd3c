package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * What data that came late has told so far: judged beside the live watches, as if it had come in
 * time. All but the memory is kept over a restart.
 *
 * @param watches that are not clear at the end of what came late
 * @param held of those that are raised
 * @param memory of earlier late batches
 * @param from sample time of the first of an unbroken row of late batches; empty: none is running
 * @param upTo sample time of the newest one; empty: none came
 * @param liveUpTo sample time of the newest live batch judged before a restart, until another comes
 */
record LateData(
    SortedMap<ConditionKey, Watch> watches,
    SortedMap<ConditionKey, HeldCondition> held,
    SampleMemory memory,
    Optional<Instant> from,
    Optional<Instant> upTo,
    Optional<Instant> liveUpTo) {
  /** Nothing came late. */
  static final LateData NONE =
      new LateData(
          new TreeMap<>(),
          new TreeMap<>(),
          SampleMemory.EMPTY,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  LateData {
    watches = Collections.unmodifiableSortedMap(watches);
    held = Collections.unmodifiableSortedMap(held);
  }

  /** As its row left it. */
  static LateData restored(Watch.Late row) {
    return new LateData(
        row.watches(),
        row.held(),
        SampleMemory.EMPTY,
        row.from(),
        Optional.of(row.upTo()),
        row.liveUpTo());
  }

  /**
   * The row to keep; none if nothing came late.
   *
   * @param liveFrom sample time of the first of the unbroken row of live batches
   * @param judgedUpTo sample time of the newest live batch
   */
  Optional<Watch> row(Optional<Instant> liveFrom, Optional<Instant> judgedUpTo) {
    return upTo.map(
        newest ->
            new Watch.Late(watches, held, from, newest, liveFrom, judgedUpTo.or(() -> liveUpTo)));
  }

  /** Without the watches that a test does not let through. */
  LateData only(BiPredicate<ConditionKey, Watch> kept) {
    TreeMap<ConditionKey, Watch> left = new TreeMap<>(watches);
    left.entrySet().removeIf(entry -> !kept.test(entry.getKey(), entry.getValue()));
    TreeMap<ConditionKey, HeldCondition> leftHeld = new TreeMap<>(held);
    leftHeld.keySet().retainAll(left.keySet());
    return new LateData(left, leftHeld, memory, from, upTo, liveUpTo);
  }
}
