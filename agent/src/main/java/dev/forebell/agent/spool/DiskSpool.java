package dev.forebell.agent.spool;

import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame.GapReason;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The spool: new batches go to one segment a track, are synced together a second later or at once,
 * are read again when the link asks, and go when they were acknowledged. While the disk cannot be
 * written, what is not on it stays in memory and goes there when it can. {@link SpoolIndex} decides
 * what goes. Times are of a clock that is never set. For one thread.
 */
final class DiskSpool {
  static final Duration SYNC_AFTER = Duration.ofSeconds(1);
  static final Duration RETRY = Duration.ofSeconds(30);
  static final String HALF_DONE = ".tmp";

  private static final System.Logger LOG = System.getLogger(DiskSpool.class.getName());
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);
  private static final Duration SAY_LOST_EACH = Duration.ofHours(1);
  private static final int ASIDE_DIVISOR = 4;

  private final SpoolFolder folder;
  private final SpoolLimits limits;
  private final SpoolEvents events;
  private final SpoolIndex index;
  private final BatchCodec codec = new BatchCodec();
  private final ChunkReader chunks;
  private final Aside aside;

  private final Map<Track, SegmentWriter> writers = new LinkedHashMap<>();
  private final MemoryRing unsynced;
  private final Set<BatchKey> urgent = new HashSet<>();
  private final Set<Long> abandoned = new HashSet<>();
  private final Set<Track> acksToWrite = new HashSet<>();
  private boolean loaded;
  private long lastOrdinal;
  private Optional<Instant> dirtySince = Optional.empty();
  private Instant housekeepingAt = Instant.EPOCH;
  private Instant retryAt = Instant.MIN;
  private Instant sayLostAgain = Instant.EPOCH;

  private Optional<SpoolTrouble> trouble = Optional.empty();
  private String detail = "";
  private Optional<Instant> since = Optional.empty();
  private long lostBatches;
  private long abandonedCount;

  DiskSpool(SpoolFolder folder, SpoolLimits limits, SpoolEvents events) {
    this.folder = folder;
    this.limits = limits;
    this.events = events;
    this.index = new SpoolIndex(limits);
    this.chunks = new ChunkReader(folder, index, codec);
    this.aside = new Aside(folder, limits.maxBytes() / ASIDE_DIVISOR);
    this.unsynced = new MemoryRing(limits.memorySamples());
  }

  /**
   * Looks at what is there; what cannot be read or written is a trouble of {@link #state}, not an
   * error.
   *
   * @throws SpoolInUse when another agent works in the folder
   */
  void open(Instant now) throws SpoolInUse {
    try {
      load(now);
    } catch (SpoolInUse e) {
      throw e;
    } catch (IOException e) {
      failed(e, now);
    }
  }

  private void load(Instant now) throws IOException {
    folder.claim();
    if (!loaded) {
      SpoolScan scan = new SpoolScan(folder, aside);
      List<Earlier> earlier = scan.into(index, now);
      lastOrdinal = scan.lastOrdinal();
      index.aside(aside.bytes());
      loaded = true;
      earlier.forEach(events::found);
    }
  }

  void append(SampleBatch batch, boolean atOnce, Instant now) {
    unsynced.add(batch, atOnce).forEach(urgent::remove);
    if (atOnce) {
      urgent.add(BatchKey.of(batch));
    }
    if (trouble.isEmpty()) {
      try {
        write(record(batch), Track.of(batch), now);
        if (atOnce) {
          sync();
        }
      } catch (IOException e) {
        failed(e, now);
      }
    }
  }

  private SpoolRecord record(SampleBatch batch) {
    return new SpoolRecord(
        batch.sequence(),
        batch.sampledAt(),
        urgent.contains(BatchKey.of(batch)),
        codec.encode(batch));
  }

  private void write(SpoolRecord record, Track track, Instant now) throws IOException {
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
    makeRoom(now);
    Segment segment = Segment.begun(++lastOrdinal, track, record);
    SegmentWriter writer = new SegmentWriter(folder.create(segment.name()), segment);
    writers.put(track, writer);
    index.put(segment);
    folder.syncNames();
    events.heldFrom(track, index.firstOf(track));
    return writer;
  }

  private void makeRoom(Instant now) throws IOException {
    retire(now);
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
    return records(segment).stream()
        .filter(record -> record.urgent() && record.sequence() > acked)
        .toList();
  }

  /** Only its urgent batches stay. */
  private void thin(Segment segment, List<SpoolRecord> kept) throws IOException {
    chunks.forget(segment);
    String name = segment.ordinal() + HALF_DONE;
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
    if (!housekeepingAt.isBefore(sayLostAgain)) {
      sayLostAgain = housekeepingAt.plus(SAY_LOST_EACH);
      LOG.log(
          Level.WARNING,
          "spool: {0} batches were given up unsent: {1}",
          Long.toString(count),
          reason == GapReason.TOO_OLD ? "too old" : "no room");
    }
  }

  /** Deletes it, or puts it aside if it is damaged. */
  private void drop(Segment segment) throws IOException {
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

  private void retire(Instant now) throws IOException {
    for (Segment segment : index.retired(now)) {
      drop(segment);
    }
  }

  /** All that was written is on disk after this. */
  private void sync() throws IOException {
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

  private void writePointers() throws IOException {
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

  void acked(Track track, long sequence, Instant now) {
    index.ack(track, sequence, now);
    unsynced.removeIf(
        key -> trouble.isPresent() && key.track().equals(track) && key.sequence() <= sequence);
    acksToWrite.add(track);
  }

  void retain(Duration duration) {
    index.retain(duration);
  }

  Chunk load(Track track, long from) {
    Chunk chunk = chunks.read(track, from);
    lostBatches +=
        chunk.losses().stream()
            .filter(loss -> loss.reason() == GapReason.DAMAGED)
            .mapToLong(Loss::count)
            .sum();
    return chunk;
  }

  /** A batch that the collector cannot take. */
  void quarantine(SampleBatch batch, String why, Instant now) {
    try {
      SpoolRecord record = record(batch);
      Segment segment = Segment.begun(++lastOrdinal, Track.of(batch), record);
      String name = segment.ordinal() + HALF_DONE;
      try (SegmentWriter writer = new SegmentWriter(folder.create(name), segment)) {
        writer.append(record);
      }
      aside.put(name, segment.name().replace(Segment.SUFFIX, Aside.REFUSED), why);
      index.aside(aside.bytes());
    } catch (IOException e) {
      failed(e, now);
    }
  }

  /** When {@link #tick} should be called at the latest. */
  Instant due(Instant now) {
    if (trouble.isPresent()) {
      return retryAt;
    }
    return dirtySince
        .map(from -> from.plus(SYNC_AFTER))
        .orElse(now.plus(HOUSEKEEPING.multipliedBy(6)));
  }

  /** Does what is due. */
  void tick(Instant now) {
    try {
      if (trouble.isPresent()) {
        if (!now.isBefore(retryAt)) {
          goOn(now);
        }
        return;
      }
      if (dirtySince.filter(from -> !now.isBefore(from.plus(SYNC_AFTER))).isPresent()) {
        sync();
      }
      if (now.isAfter(housekeepingAt)) {
        housekeepingAt = now.plus(HOUSEKEEPING);
        houseKeeping(now);
      }
    } catch (IOException e) {
      failed(e, now);
    }
  }

  private void houseKeeping(Instant now) throws IOException {
    retire(now);
    for (Segment old : index.tooOld(now)) {
      lose(old, GapReason.TOO_OLD);
    }
    while (index.isFull(0) && giveUpOne()) {
      // until it fits
    }
    if (dirtySince.isEmpty()) {
      writePointers();
    }
  }

  /**
   * Nothing is written to these segments again: after a failed sync the next one would report a
   * success that is none. What is not acknowledged goes into new ones.
   */
  private void failed(IOException cause, Instant now) {
    for (SegmentWriter writer : writers.values()) {
      abandoned.add(writer.segment().ordinal());
      abandonedCount++;
      index.put(writer.segment().closed());
      close(writer);
    }
    writers.clear();
    dirtySince = Optional.empty();
    SpoolTrouble what = SpoolTrouble.of(cause);
    boolean again = trouble.isPresent();
    note(what, cause, now);
    retryAt = now.plus(RETRY);
    if (!again && what == SpoolTrouble.IO_ERROR) {
      goOn(now);
    }
  }

  private void note(SpoolTrouble what, IOException cause, Instant now) {
    if (!trouble.equals(Optional.of(what))) {
      LOG.log(Level.WARNING, "spool: {0}; batches are kept in memory only", what.describe(cause));
    }
    since = since.or(() -> Optional.of(now));
    trouble = Optional.of(what);
    detail = what.describe(cause);
  }

  private void goOn(Instant now) {
    try {
      folder.release();
      load(now);
      rewrite(now);
      LOG.log(Level.INFO, "spool: batches are written to disk again");
      trouble = Optional.empty();
      since = Optional.empty();
      detail = "";
    } catch (IOException e) {
      failed(e, now);
    }
  }

  private void rewrite(Instant now) throws IOException {
    Map<Track, TreeMap<Long, SpoolRecord>> wanted = new HashMap<>();
    List<Segment> copied = new ArrayList<>();
    for (Segment segment : abandoned.stream().flatMap(o -> index.get(o).stream()).toList()) {
      try {
        records(segment).stream()
            .filter(record -> record.sequence() > index.acked(segment.track()))
            .forEach(
                record ->
                    wanted
                        .computeIfAbsent(segment.track(), _ -> new TreeMap<>())
                        .put(record.sequence(), record));
        copied.add(segment);
      } catch (IOException e) {
        // It stays as it is: reading it for the link finds what can be read, and what is lost.
        LOG.log(Level.WARNING, "spool: {0} cannot be read: {1}", segment.name(), e.getMessage());
        index.put(segment.hurt());
      }
    }
    for (SampleBatch batch : unsynced.batches()) {
      wanted
          .computeIfAbsent(Track.of(batch), _ -> new TreeMap<>())
          .put(batch.sequence(), record(batch));
    }
    for (Map.Entry<Track, TreeMap<Long, SpoolRecord>> track : wanted.entrySet()) {
      for (SpoolRecord record : track.getValue().values()) {
        write(record, track.getKey(), now);
      }
    }
    sync();
    for (Segment segment : copied) {
      drop(segment);
    }
    abandoned.clear();
  }

  private List<SpoolRecord> records(Segment segment) throws IOException {
    List<SpoolRecord> records = new ArrayList<>();
    SegmentHeader header = new SegmentHeader(segment.track(), segment.first(), segment.firstAt());
    try (SpoolFile file = folder.open(segment.name())) {
      SegmentReader reader = new SegmentReader(file, header);
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        records.add(record.get());
      }
    }
    return records;
  }

  SpoolState state() {
    return new SpoolState(
        trouble,
        detail,
        since,
        index.bytes(),
        index.depth(),
        lostBatches,
        aside.files(),
        abandonedCount);
  }

  /** A clean end: everything is on disk, unless it cannot be. */
  void close() {
    try {
      if (trouble.isEmpty()) {
        sync();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "spool: the last batches may not be on disk: {0}", e.getMessage());
    }
    writers.values().forEach(DiskSpool::close);
    writers.clear();
    chunks.close();
    folder.release();
  }

  private static void close(SegmentWriter writer) {
    try {
      writer.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a segment", e);
    }
  }
}
