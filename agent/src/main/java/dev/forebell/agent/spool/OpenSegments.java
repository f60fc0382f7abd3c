package dev.forebell.agent.spool;

import dev.forebell.common.model.SampleBatch;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The segment of each track that is written to, and what of the batches is not on the disk for
 * certain yet: that stays in memory. For one thread.
 */
final class OpenSegments {
  static final Duration SYNC_AFTER = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(OpenSegments.class.getName());

  private final SpoolFolder folder;
  private final SpoolLimits limits;
  private final SpoolEvents events;
  private final SpoolIndex index;
  private final SpoolRoom room;
  private final BatchCodec codec;
  private final Map<Track, SegmentWriter> writers = new LinkedHashMap<>();
  private final MemoryRing unsynced;
  private final Set<BatchKey> urgent = new HashSet<>();
  private final Set<Track> acksToWrite = new HashSet<>();
  private Optional<Instant> dirtySince = Optional.empty();
  private long lastOrdinal;

  OpenSegments(
      SpoolFolder folder,
      SpoolLimits limits,
      SpoolEvents events,
      SpoolIndex index,
      SpoolRoom room,
      BatchCodec codec) {
    this.folder = folder;
    this.limits = limits;
    this.events = events;
    this.index = index;
    this.room = room;
    this.codec = codec;
    this.unsynced = new MemoryRing(limits.memorySamples());
  }

  /** Segments made from now on come after this one. */
  void continueAfter(long ordinal) {
    lastOrdinal = ordinal;
  }

  long nextOrdinal() {
    return ++lastOrdinal;
  }

  /** Holds it in memory until it is on the disk for certain. */
  void remember(SampleBatch batch, boolean atOnce) {
    unsynced.add(batch, atOnce).forEach(urgent::remove);
    if (atOnce) {
      urgent.add(BatchKey.of(batch));
    }
  }

  List<SampleBatch> remembered() {
    return unsynced.batches();
  }

  SpoolRecord record(SampleBatch batch) {
    return new SpoolRecord(
        batch.sequence(),
        batch.sampledAt(),
        urgent.contains(BatchKey.of(batch)),
        codec.encode(batch));
  }

  void write(SpoolRecord record, Track track, Instant now) throws IOException {
    SegmentWriter writer = writers.get(track);
    if (writer != null && writer.segment().bytes() + record.bytes() > limits.segmentBytes()) {
      sync();
      seal(writer);
      writer = null;
    }
    if (writer == null) {
      writer = begin(record, track, now);
    }
    dirtySince = dirtySince.or(() -> Optional.of(now));
    writer.append(record);
    index.put(writer.segment());
  }

  private void seal(SegmentWriter writer) throws IOException {
    writers.remove(writer.segment().track());
    index.put(writer.segment().closed());
    writer.close();
  }

  private SegmentWriter begin(SpoolRecord record, Track track, Instant now) throws IOException {
    room.forSegment(now);
    Segment segment = Segment.begun(nextOrdinal(), track, record);
    SegmentWriter writer = new SegmentWriter(folder.create(segment.name()), segment);
    writers.put(track, writer);
    index.put(segment);
    folder.syncNames();
    events.heldFrom(track, index.firstOf(track));
    return writer;
  }

  /** All that was written is on disk after this. */
  void sync() throws IOException {
    writePointers();
    for (SegmentWriter writer : writers.values()) {
      if (writer.isDirty()) {
        writer.sync();
        Segment synced = writer.segment();
        synced(synced.track(), synced.last());
      }
    }
    dirtySince = Optional.empty();
  }

  void writePointers() throws IOException {
    for (Track track : acksToWrite) {
      point(track);
    }
    acksToWrite.clear();
  }

  private void synced(Track track, long upTo) {
    unsynced.removeIf(key -> key.track().equals(track) && key.sequence() <= upTo);
    urgent.removeIf(key -> key.track().equals(track) && key.sequence() <= upTo);
    events.stored(track, upTo);
  }

  /**
   * How far a track is acknowledged stands in its newest segment. It may be lost: it saves work.
   */
  private void point(Track track) throws IOException {
    long acked = index.acked(track);
    SegmentWriter writer = writers.get(track);
    if (writer != null) {
      writer.point(acked);
      return;
    }
    List<Segment> segments = index.of(track);
    if (!segments.isEmpty()) {
      Segment newest = segments.getLast();
      SegmentHeader header = new SegmentHeader(track, newest.first(), newest.firstAt());
      try (SpoolFile file = folder.open(newest.name())) {
        file.write(SegmentHeader.POINTER_AT, header.pointer(acked));
      }
    }
  }

  /** Its pointer is written with the next sync; what is acknowledged need not be remembered. */
  void acked(Track track, long sequence, boolean forget) {
    if (forget) {
      unsynced.removeIf(key -> key.track().equals(track) && key.sequence() <= sequence);
    }
    acksToWrite.add(track);
  }

  /** When the next sync is due; empty: all is on the disk. */
  Optional<Instant> syncAt() {
    return dirtySince.map(from -> from.plus(SYNC_AFTER));
  }

  /** Nothing is written to these any more. */
  List<Segment> abandon() {
    List<Segment> abandoned = new ArrayList<>();
    for (SegmentWriter writer : writers.values()) {
      abandoned.add(writer.segment());
      index.put(writer.segment().closed());
    }
    close();
    dirtySince = Optional.empty();
    return abandoned;
  }

  void close() {
    writers.values().forEach(OpenSegments::close);
    writers.clear();
  }

  private static void close(SegmentWriter writer) {
    try {
      writer.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a segment", e);
    }
  }
}
