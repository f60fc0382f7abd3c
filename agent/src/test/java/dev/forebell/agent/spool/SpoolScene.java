package dev.forebell.agent.spool;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A spool on a simulated disk, started again and again, and what it said. */
final class SpoolScene implements SpoolEvents {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Track LIVE = new Track(Lane.LIVE, 7);

  final SimulatedFolder folder = new SimulatedFolder();
  final List<Earlier> found = new ArrayList<>();
  final List<Loss> lost = new ArrayList<>();
  final Map<Track, Long> stored = new HashMap<>();
  private final SpoolLimits limits;
  DiskSpool spool;
  Instant now = NOON;

  SpoolScene(SpoolLimits limits) {
    this.limits = limits;
    this.spool = new DiskSpool(folder, limits, this);
  }

  SpoolScene() {
    this(SpoolLimits.of(256L << 20, Duration.ofHours(72), 1_000));
  }

  SpoolScene open() {
    try {
      spool.open(now);
    } catch (SpoolInUse e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** The process is killed: what it wrote is in the file system, what it knew is gone. */
  void restart() {
    found.clear();
    lost.clear();
    stored.clear();
    spool = new DiskSpool(folder, limits, this);
    open();
  }

  void pass(Duration time) {
    now = now.plus(time);
    spool.tick(now);
  }

  static SampleBatch batch(Track track, long sequence, int samples) {
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      all.add(Sample.of(SeriesKey.of("m", "i", "" + i), sequence + i / 7.0));
    }
    return new SampleBatch(
        track.lane(), track.epoch(), sequence, NOON.plusSeconds(10 * sequence), all);
  }

  void append(Track track, long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      spool.append(batch(track, sequence, 3), false, now);
    }
  }

  void append(long from, long to) {
    append(LIVE, from, to);
  }

  /** All that can be read of a track from a sequence on: sequences, and losses as from-to. */
  List<String> read(Track track, long from) {
    List<String> read = new ArrayList<>();
    long next = from;
    while (true) {
      Chunk chunk = spool.load(track, next);
      if (chunk.through() == Long.MAX_VALUE) {
        return read;
      }
      TreeMap<Long, String> ordered = new TreeMap<>();
      chunk.batches().forEach(batch -> ordered.put(batch.sequence(), "" + batch.sequence()));
      chunk
          .losses()
          .forEach(
              loss ->
                  ordered.put(loss.from(), loss.reason() + " " + loss.from() + "-" + loss.to()));
      read.addAll(ordered.values());
      next = chunk.through() + 1;
    }
  }

  List<String> read(long from) {
    return read(LIVE, from);
  }

  static List<String> range(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
  }

  @Override
  public void found(Earlier earlier) {
    found.add(earlier);
  }

  @Override
  public void stored(Track track, long upTo) {
    stored.put(track, upTo);
  }

  @Override
  public void heldFrom(Track track, Optional<Long> first) {}

  @Override
  public void lost(Track track, Loss loss) {
    lost.add(loss);
  }
}
