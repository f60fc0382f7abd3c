package dev.forebell.agent.spool;

import dev.forebell.common.model.Pure;
import dev.forebell.common.wire.Frame.GapReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which segments there are, and which may or must go: the decisions of the spool, without its
 * bytes. A segment goes when all of it was acknowledged at least {@code retain} ago; unread ones go
 * only for their age or for want of room, oldest first. For one thread.
 */
@Pure
final class SpoolIndex {
  private final SpoolLimits limits;
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private final Map<Track, Long> acked = new HashMap<>();
  private final Map<Long, Instant> doneSince = new HashMap<>();
  private Duration retain = Duration.ofMinutes(5);
  private long asideBytes;

  SpoolIndex(SpoolLimits limits) {
    this.limits = limits;
  }

  void put(Segment segment) {
    segments.put(segment.ordinal(), segment);
  }

  void remove(Segment segment) {
    segments.remove(segment.ordinal());
    doneSince.remove(segment.ordinal());
    if (of(segment.track()).isEmpty()) {
      acked.remove(segment.track());
    }
  }

  Optional<Segment> get(long ordinal) {
    return Optional.ofNullable(segments.get(ordinal));
  }

  Collection<Segment> all() {
    return segments.values();
  }

  /** Oldest first. */
  List<Segment> of(Track track) {
    return segments.values().stream().filter(segment -> segment.track().equals(track)).toList();
  }

  void retain(Duration duration) {
    retain = duration;
  }

  /** The bytes of what was put aside count, too. */
  void aside(long bytes) {
    asideBytes = bytes;
  }

  void ack(Track track, long sequence, Instant now) {
    if (acked(track) < sequence) {
      acked.put(track, sequence);
    }
    of(track).stream()
        .filter(this::isDone)
        .forEach(segment -> doneSince.putIfAbsent(segment.ordinal(), now));
  }

  long acked(Track track) {
    return acked.getOrDefault(track, 0L);
  }

  boolean isDone(Segment segment) {
    return segment.last() <= acked(segment.track());
  }

  /** What may be deleted: nobody will ask for it again. */
  List<Segment> retired(Instant now) {
    return segments.values().stream()
        .filter(segment -> !segment.open() && isDone(segment))
        .filter(
            segment ->
                !doneSince.computeIfAbsent(segment.ordinal(), _ -> now).isAfter(now.minus(retain)))
        .toList();
  }

  /** What is too old to be sent. */
  List<Segment> tooOld(Instant now) {
    Instant oldest = now.minus(limits.maxAge());
    return segments.values().stream()
        .filter(segment -> !segment.open() && segment.lastAt().isBefore(oldest))
        .toList();
  }

  /** Whether {@code more} bytes go over the limit. */
  boolean isFull(long more) {
    return bytes() + more > limits.maxBytes();
  }

  /**
   * What to give up next for want of room: what is acknowledged, then the routine batches of the
   * oldest, and only when all are down to the urgent ones, the oldest whole.
   */
  Optional<Segment> victim() {
    List<Segment> closed = segments.values().stream().filter(segment -> !segment.open()).toList();
    return closed.stream()
        .filter(this::isDone)
        .findFirst()
        .or(() -> closed.stream().filter(segment -> !segment.sparse()).findFirst())
        .or(() -> closed.stream().findFirst());
  }

  /** What of a segment is not acknowledged. */
  Optional<Loss> unacked(Segment segment, GapReason reason) {
    long from = Math.max(segment.first(), acked(segment.track()) + 1);
    return from > segment.last()
        ? Optional.empty()
        : Optional.of(new Loss(from, segment.last(), reason));
  }

  /** The lowest sequence of a track that is held. */
  Optional<Long> firstOf(Track track) {
    return of(track).stream().map(Segment::first).min(Long::compare);
  }

  /** All bytes on disk. */
  long bytes() {
    return asideBytes + segments.values().stream().mapToLong(Segment::bytes).sum();
  }

  /** Batches, bytes and the age of what waits for its ack. */
  SpoolDepth depth() {
    long batches = 0;
    long bytes = 0;
    List<Instant> oldest = new ArrayList<>();
    for (Segment segment : segments.values()) {
      long all = segment.last() - segment.first() + 1;
      long done = Math.clamp(acked(segment.track()) - segment.first() + 1, 0, all);
      if (done < all) {
        batches += all - done;
        bytes += segment.bytes() * (all - done) / all;
        Duration span = Duration.between(segment.firstAt(), segment.lastAt());
        oldest.add(segment.firstAt().plusMillis(span.toMillis() * done / Math.max(1, all - 1)));
      }
    }
    return new SpoolDepth(batches, bytes, oldest.stream().min(Instant::compareTo));
  }
}
