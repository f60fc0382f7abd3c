package dev.forebell.agent.spool;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame.GapReason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far one track is sent and acknowledged, and what of it is lost. For one thread. */
@Pure
final class TrackState {
  private record Mark(long sequence, Instant at) {}

  private final Track track;
  private final TreeMap<Long, Loss> losses = new TreeMap<>();
  private final TreeMap<Long, SampleBatch> loaded = new TreeMap<>();

  /** Lowest sequence on disk; empty: nothing is. */
  private Optional<Long> diskFirst = Optional.empty();

  private long last;
  private long acked;
  private Instant ackedAt;

  /** When what was acknowledged; as long as it may be asked for again. */
  private final ArrayDeque<Mark> marks = new ArrayDeque<>();

  private long retired;
  private long stored;
  private long cursor = 1;
  private boolean loading;

  TrackState(Track track, Instant now) {
    this.track = track;
    this.ackedAt = now;
  }

  TrackState(Earlier earlier, Instant now) {
    this(earlier.track(), now);
    this.diskFirst = Optional.of(earlier.first());
    this.last = earlier.last();
    this.stored = earlier.last();
    this.acked = earlier.acked();
    this.cursor = earlier.acked() + 1;
  }

  Track track() {
    return track;
  }

  /** Gives out the next sequence. */
  long mint() {
    return ++last;
  }

  long last() {
    return last;
  }

  long acked() {
    return acked;
  }

  long cursor() {
    return cursor;
  }

  boolean isCaughtUp() {
    return cursor > last;
  }

  boolean isDone(Instant ackedBefore) {
    return acked >= last && ackedAt.isBefore(ackedBefore);
  }

  /** Whether more was acknowledged before a time than when this was asked last. */
  boolean retires(Instant ackedBefore) {
    boolean more = false;
    while (!marks.isEmpty() && marks.getFirst().at().isBefore(ackedBefore)) {
      retired = marks.removeFirst().sequence();
      more = true;
    }
    return more;
  }

  /** Whether it was acknowledged before the time that {@link #retires} was asked of last. */
  boolean hasRetired(long sequence) {
    return sequence <= retired;
  }

  /** Batches that are held and not acknowledged. */
  long waiting() {
    long lost = 0;
    long counted = acked;
    for (Loss loss : losses.values()) {
      long from = Math.max(counted + 1, loss.from());
      long to = Math.min(last, loss.to());
      if (from <= to) {
        lost += to - from + 1;
        counted = to;
      }
    }
    return Math.max(0, last - acked - lost);
  }

  /** Batches sent and not acknowledged. */
  long inFlight() {
    return Math.max(0, cursor - 1 - acked);
  }

  /** Ignores what was never sent. */
  boolean ack(long sequence, Instant now) {
    if (sequence > last || sequence <= acked) {
      return false;
    }
    acked = sequence;
    ackedAt = now;
    marks.add(new Mark(sequence, now));
    loaded.headMap(sequence, true).clear();
    losses.values().removeIf(loss -> loss.to() <= sequence);
    return true;
  }

  void seek(long sequence) {
    cursor = Math.clamp(sequence, 1, last + 1);
    loaded.clear();
    loading = false;
  }

  void moveTo(long sequence) {
    cursor = sequence;
    loaded.headMap(sequence, false).clear();
  }

  void stored(long upTo) {
    stored = Math.max(stored, upTo);
  }

  boolean isStored(long sequence) {
    return sequence <= stored && diskFirst.filter(first -> first <= sequence).isPresent();
  }

  void onDiskFrom(Optional<Long> first) {
    diskFirst = first;
  }

  Optional<Long> diskFirst() {
    return diskFirst;
  }

  /** Adjacent losses of one reason become one; what is acknowledged is no loss. */
  void lose(Loss loss) {
    if (loss.to() <= acked) {
      return;
    }
    Map.Entry<Long, Loss> before = losses.floorEntry(loss.from());
    if (before != null && before.getValue().to() >= loss.to()) {
      return;
    }
    boolean joins =
        before != null
            && before.getValue().to() + 1 >= loss.from()
            && before.getValue().reason() == loss.reason();
    long from = joins ? before.getKey() : loss.from();
    losses.put(from, new Loss(from, loss.to(), loss.reason()));
  }

  void lose(long sequence, GapReason reason) {
    lose(new Loss(sequence, sequence, reason));
  }

  /** What of a loss is at the cursor and after it. */
  Optional<Loss> lossAtCursor() {
    return Optional.ofNullable(losses.floorEntry(cursor))
        .map(Map.Entry::getValue)
        .filter(loss -> loss.to() >= cursor)
        .map(loss -> new Loss(cursor, Math.min(loss.to(), last), loss.reason()));
  }

  boolean startsLoading() {
    boolean starts = !loading;
    loading = true;
    return starts;
  }

  /** What was asked for; {@code through} bounds what of it is answered. */
  void loaded(Chunk chunk, long through) {
    loading = false;
    chunk.batches().stream()
        .filter(batch -> batch.sequence() >= cursor)
        .forEach(batch -> loaded.put(batch.sequence(), batch));
    chunk.losses().stream().filter(loss -> loss.from() <= through).forEach(this::lose);
  }

  Optional<SampleBatch> loaded(long sequence) {
    return Optional.ofNullable(loaded.get(sequence));
  }
}
