package dev.forebell.agent.spool;

import dev.forebell.common.wire.Frame.GapReason;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the spool within its limits and the host's reserve: what was acknowledged goes first, then
 * the oldest, of which the urgent batches stay while they are few. What goes unsent is counted and
 * told. {@link SpoolIndex} decides which. For one thread.
 */
final class SpoolRoom {
  private static final System.Logger LOG = System.getLogger(SpoolRoom.class.getName());
  private static final Duration SAY_LOST_EACH = Duration.ofHours(1);

  private final SpoolFolder folder;
  private final SpoolLimits limits;
  private final SpoolEvents events;
  private final SpoolIndex index;
  private final ChunkReader chunks;
  private final Aside aside;
  private Instant now = Instant.EPOCH;
  private Instant sayLostAgain = Instant.EPOCH;
  private long lostBatches;

  SpoolRoom(
      SpoolFolder folder,
      SpoolLimits limits,
      SpoolEvents events,
      SpoolIndex index,
      ChunkReader chunks,
      Aside aside) {
    this.folder = folder;
    this.limits = limits;
    this.events = events;
    this.index = index;
    this.chunks = chunks;
    this.aside = aside;
  }

  /**
   * Room for one more segment.
   *
   * @throws SpoolTrouble.Crowded when only what the host needs for itself is left
   */
  void forSegment(Instant now) throws IOException {
    this.now = now;
    retire();
    while (index.isFull(limits.segmentBytes()) && giveUpOne()) {
      // until it fits
    }
    SpoolFolder.Space space = folder.space();
    for (Segment segment : List.copyOf(index.all())) {
      if (limits.wouldCrowd(space, limits.segmentBytes())
          && !segment.open()
          && index.isDone(segment)) {
        drop(segment);
        space = folder.space();
      }
    }
    if (limits.wouldCrowd(space, limits.segmentBytes())) {
      throw new SpoolTrouble.Crowded(space);
    }
  }

  /** What has grown too old, was kept long enough, or is too much. */
  void keepHouse(Instant now) throws IOException {
    this.now = now;
    retire();
    for (Segment old : index.tooOld(now)) {
      lose(old, GapReason.TOO_OLD);
    }
    while (index.isFull(0) && giveUpOne()) {
      // until it fits
    }
  }

  private boolean giveUpOne() throws IOException {
    Optional<Segment> victim = index.victim();
    if (victim.isPresent()) {
      giveUp(victim.get());
    }
    return victim.isPresent();
  }

  private void giveUp(Segment segment) throws IOException {
    List<SpoolRecord> kept = segment.sparse() || index.isDone(segment) ? List.of() : kept(segment);
    long size = kept.stream().mapToLong(SpoolRecord::bytes).sum() + SegmentHeader.BYTES;
    if (kept.isEmpty() || size > segment.bytes() / 2) {
      lose(segment, GapReason.BUFFER_FULL);
    } else {
      thin(segment, kept);
    }
  }

  private List<SpoolRecord> kept(Segment segment) throws IOException {
    long acked = index.acked(segment.track());
    return SegmentReader.all(folder, segment).stream()
        .filter(record -> record.urgent() && record.sequence() > acked)
        .toList();
  }

  /** Only its urgent batches stay. */
  private void thin(Segment segment, List<SpoolRecord> kept) throws IOException {
    chunks.forget(segment);
    String name = segment.ordinal() + DiskSpool.HALF_DONE;
    Segment thinned = segment.thinned(SegmentHeader.BYTES);
    try (SegmentWriter writer = new SegmentWriter(folder.create(name), thinned)) {
      for (SpoolRecord record : kept) {
        writer.append(record);
      }
      writer.sync();
      folder.replace(segment.name(), name);
      index.put(segment.thinned(writer.segment().bytes()));
    }
    long expected = Math.max(segment.first(), index.acked(segment.track()) + 1);
    for (SpoolRecord record : kept) {
      lost(segment.track(), expected, record.sequence() - 1);
      expected = record.sequence() + 1;
    }
    lost(segment.track(), expected, segment.last());
  }

  private void lost(Track track, long from, long to) {
    if (from <= to) {
      lostBatches += to - from + 1;
      events.lost(track, new Loss(from, to, GapReason.BUFFER_FULL));
    }
  }

  private void lose(Segment segment, GapReason reason) throws IOException {
    Optional<Loss> loss = index.unacked(segment, reason);
    drop(segment);
    loss.ifPresent(
        lost -> {
          lostBatches += lost.count();
          sayLost(lost.count(), reason);
          events.lost(segment.track(), lost);
        });
  }

  /** Once an hour: a full spool gives up a segment every few minutes. */
  private void sayLost(long count, GapReason reason) {
    if (!now.isBefore(sayLostAgain)) {
      sayLostAgain = now.plus(SAY_LOST_EACH);
      LOG.log(
          Level.WARNING,
          "spool: {0} batches were given up unsent: {1}",
          Long.toString(count),
          reason == GapReason.TOO_OLD ? "too old" : "no room");
    }
  }

  /** Deletes it, or puts it aside if it is damaged. */
  void drop(Segment segment) throws IOException {
    chunks.forget(segment);
    if (segment.damaged()) {
      aside.put(segment, Aside.DAMAGED, "part of it could not be read");
      index.aside(aside.bytes());
    } else {
      folder.delete(segment.name());
    }
    index.remove(segment);
    events.heldFrom(segment.track(), index.firstOf(segment.track()));
  }

  private void retire() throws IOException {
    for (Segment segment : index.retired(now)) {
      drop(segment);
    }
  }

  /** Batches whose part of a segment turned out to be unreadable. */
  void countDamaged(long batches) {
    lostBatches += batches;
  }

  /** Batches that never reached the collector, since the start. */
  long lostBatches() {
    return lostBatches;
  }
}
