package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.ledger.LaneMark;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each host's lanes have been taken in, by this process and by the ledger. Asked by any
 * thread, changed by the engine's.
 */
final class LaneProgress {
  private record Key(HostId host, Lane lane, long epoch) {}

  /** What to do with a batch. */
  enum Kind {
    /** Never seen: judge it. */
    NEW,
    /** Judged before a restart: refills windows and rates, then is acknowledged again. */
    REFILL,
    /** Already taken in by this process: only acknowledge it again. */
    REPEAT
  }

  private final Map<Key, Long> committed = new ConcurrentHashMap<>();
  private final Map<Key, Long> taken = new HashMap<>();
  private final Set<Key> dirty = new HashSet<>();

  LaneProgress(Collection<LaneMark> marks) {
    marks.forEach(
        mark -> committed.put(new Key(mark.host(), mark.lane(), mark.epoch()), mark.sequence()));
  }

  /** Takes a batch in. */
  Kind take(HostId host, Lane lane, long epoch, long sequence) {
    Key key = new Key(host, lane, epoch);
    if (sequence <= taken.getOrDefault(key, 0L)) {
      return Kind.REPEAT;
    }
    taken.put(key, sequence);
    if (sequence <= committed.getOrDefault(key, 0L)) {
      return Kind.REFILL;
    }
    dirty.add(key);
    return Kind.NEW;
  }

  /** The marks to write with the next commit. */
  List<LaneMark> dirtyMarks() {
    List<LaneMark> marks = new ArrayList<>();
    dirty.forEach(
        key ->
            marks.add(
                new LaneMark(key.host(), key.lane(), key.epoch(), taken.getOrDefault(key, 0L))));
    return marks;
  }

  /** These are on disk now. */
  void committed(List<LaneMark> marks) {
    for (LaneMark mark : marks) {
      Key key = new Key(mark.host(), mark.lane(), mark.epoch());
      committed.put(key, mark.sequence());
      dirty.remove(key);
    }
  }

  /**
   * From which sequence an agent is asked to send: after what is committed, less what windows and
   * rates need again. What it no longer holds of the former is asked for all the same: it answers
   * with a Gap, so that no batch goes missing without a word.
   *
   * @param refill batches to ask for again; 0: none
   */
  long replayFrom(HostId host, Lane lane, long epoch, long firstHeld, long refill) {
    long mark = committed.getOrDefault(new Key(host, lane, epoch), 0L);
    return Math.min(mark + 1, Math.max(firstHeld, mark + 1 - refill));
  }

  /** How many batches fill the longest window of a host's rules, and the step that rates need. */
  static long refillBatches(HostProfile profile) {
    Duration longest =
        profile.rules().stream()
            .filter(Rule.Threshold.class::isInstance)
            .map(Rule.Threshold.class::cast)
            .map(LaneProgress::needs)
            .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    return longest.isZero() ? 0 : longest.dividedBy(profile.interval()) + 2;
  }

  private static Duration needs(Rule.Threshold rule) {
    Duration window = rule.window().map(Rule.Window::length).orElse(Duration.ZERO);
    return rule.rate() || hasRateBeside(rule) ? window.plusMillis(1) : window;
  }

  private static boolean hasRateBeside(Rule.Threshold rule) {
    return rule.levels().stream()
        .flatMap(level -> level.guard().stream())
        .anyMatch(guard -> guard.quantity().rate());
  }
}
