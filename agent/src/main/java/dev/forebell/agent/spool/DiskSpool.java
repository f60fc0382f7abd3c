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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The spool: new batches go to one segment a track, are synced together a second later or at once,
 * are read again when the link asks, and go when they were acknowledged. While the disk cannot be
 * written, what is not on it stays in memory and goes there when it can. {@link OpenSegments}
 * writes, {@link SpoolRoom} deletes. Times are of a clock that is never set. For one thread.
 */
final class DiskSpool {
  static final Duration RETRY = Duration.ofSeconds(30);
  static final String HALF_DONE = ".tmp";

  private static final System.Logger LOG = System.getLogger(DiskSpool.class.getName());
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);
  private static final int ASIDE_DIVISOR = 4;

  private final SpoolFolder folder;
  private final SpoolEvents events;
  private final SpoolIndex index;
  private final BatchCodec codec = new BatchCodec();
  private final ChunkReader chunks;
  private final Aside aside;
  private final SpoolRoom room;
  private final OpenSegments open;

  private final Set<Long> abandoned = new HashSet<>();
  private boolean loaded;
  private Instant housekeepingAt = Instant.EPOCH;
  private Instant retryAt = Instant.MIN;

  private Optional<SpoolTrouble> trouble = Optional.empty();
  private String detail = "";
  private Optional<Instant> since = Optional.empty();
  private long abandonedCount;

  DiskSpool(SpoolFolder folder, SpoolLimits limits, SpoolEvents events) {
    this.folder = folder;
    this.events = events;
    this.index = new SpoolIndex(limits);
    this.chunks = new ChunkReader(folder, index, codec);
    this.aside = new Aside(folder, limits.maxBytes() / ASIDE_DIVISOR);
    this.room = new SpoolRoom(folder, limits, events, index, chunks, aside);
    this.open = new OpenSegments(folder, limits, events, index, room, codec);
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
      open.continueAfter(scan.lastOrdinal());
      index.aside(aside.bytes());
      loaded = true;
      earlier.forEach(events::found);
    }
  }

  void append(SampleBatch batch, boolean atOnce, Instant now) {
    open.remember(batch, atOnce);
    if (trouble.isEmpty()) {
      try {
        open.write(open.record(batch), Track.of(batch), now);
        if (atOnce) {
          open.sync();
        }
      } catch (IOException e) {
        failed(e, now);
      }
    }
  }

  void acked(Track track, long sequence, Instant now) {
    index.ack(track, sequence, now);
    open.acked(track, sequence, trouble.isPresent());
  }

  void retain(Duration duration) {
    index.retain(duration);
  }

  Chunk load(Track track, long from) {
    Chunk chunk = chunks.read(track, from);
    room.countDamaged(
        chunk.losses().stream()
            .filter(loss -> loss.reason() == GapReason.DAMAGED)
            .mapToLong(Loss::count)
            .sum());
    return chunk;
  }

  /** A batch that the collector cannot take. */
  void quarantine(SampleBatch batch, String why, Instant now) {
    try {
      SpoolRecord record = open.record(batch);
      Segment segment = Segment.begun(open.nextOrdinal(), Track.of(batch), record);
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
    return open.syncAt().orElse(now.plus(HOUSEKEEPING.multipliedBy(6)));
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
      if (open.syncAt().filter(due -> !now.isBefore(due)).isPresent()) {
        open.sync();
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
    room.keepHouse(now);
    if (open.syncAt().isEmpty()) {
      open.writePointers();
    }
  }

  /**
   * Nothing is written to these segments again: after a failed sync the next one would report a
   * success that is none. What is not acknowledged goes into new ones.
   */
  private void failed(IOException cause, Instant now) {
    for (Segment segment : open.abandon()) {
      abandoned.add(segment.ordinal());
      abandonedCount++;
    }
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
        SegmentReader.all(folder, segment).stream()
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
    for (SampleBatch batch : open.remembered()) {
      wanted
          .computeIfAbsent(Track.of(batch), _ -> new TreeMap<>())
          .put(batch.sequence(), open.record(batch));
    }
    for (Map.Entry<Track, TreeMap<Long, SpoolRecord>> track : wanted.entrySet()) {
      for (SpoolRecord record : track.getValue().values()) {
        open.write(record, track.getKey(), now);
      }
    }
    open.sync();
    for (Segment segment : copied) {
      room.drop(segment);
    }
    abandoned.clear();
  }

  SpoolState state() {
    return new SpoolState(
        trouble,
        detail,
        since,
        index.bytes(),
        index.depth(),
        room.lostBatches(),
        aside.files(),
        abandonedCount);
  }

  /** A clean end: everything is on disk, unless it cannot be. */
  void close() {
    try {
      if (trouble.isEmpty()) {
        open.sync();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "spool: the last batches may not be on disk: {0}", e.getMessage());
    }
    open.close();
    chunks.close();
    folder.release();
  }
}
