package dev.forebell.agent.spool;

import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame.GapReason;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a track from the disk, a few batches at a time, and goes on where it was. */
final class ChunkReader {
  private static final System.Logger LOG = System.getLogger(ChunkReader.class.getName());
  private static final int MOST_BATCHES = 32;

  private record Place(long ordinal, SpoolFile file, SegmentReader reader, long next) {}

  private final SpoolFolder folder;
  private final SpoolIndex index;
  private final BatchCodec codec;
  private Optional<Place> place = Optional.empty();

  ChunkReader(SpoolFolder folder, SpoolIndex index, BatchCodec codec) {
    this.folder = folder;
    this.index = index;
    this.codec = codec;
  }

  /** What is held from a sequence on. */
  Chunk read(Track track, long from) {
    Reading reading = new Reading(from);
    for (Segment segment : index.of(track)) {
      if (segment.last() >= reading.expected && !reading.isFull()) {
        reading.upTo(segment.first(), GapReason.BUFFER_FULL);
        read(segment, reading);
      }
    }
    return reading.chunk(from);
  }

  private void read(Segment segment, Reading reading) {
    try {
      SegmentReader reader = at(segment, reading.expected);
      while (!reading.isFull()) {
        Optional<SpoolRecord> record = reader.next();
        if (record.isEmpty()) {
          ended(segment, reading);
          return;
        }
        take(segment, record.get(), reader, reading);
      }
      remember(reading.expected);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "spool: {0} cannot be read: {1}", segment.name(), e.getMessage());
      hurt(segment);
      reading.upTo(segment.last() + 1, GapReason.DAMAGED);
      close();
    }
  }

  private void take(Segment segment, SpoolRecord record, SegmentReader reader, Reading reading) {
    if (record.sequence() < reading.expected) {
      return;
    }
    boolean damaged = reader.isDamaged();
    reading.upTo(record.sequence(), damaged ? GapReason.DAMAGED : GapReason.BUFFER_FULL);
    Optional<SampleBatch> batch =
        codec
            .decode(record.payload())
            .filter(
                one -> BatchKey.of(one).equals(new BatchKey(segment.track(), record.sequence())));
    batch.ifPresentOrElse(
        reading::add, () -> reading.upTo(record.sequence() + 1, GapReason.DAMAGED));
    if (damaged || batch.isEmpty()) {
      hurt(segment);
    }
  }

  /** Of a file that is still written to, nothing more is known yet. */
  private void ended(Segment segment, Reading reading) {
    if (segment.open()) {
      remember(reading.expected);
      return;
    }
    if (reading.expected <= segment.last()) {
      if (!segment.sparse()) {
        hurt(segment);
      }
      reading.upTo(
          segment.last() + 1, segment.sparse() ? GapReason.BUFFER_FULL : GapReason.DAMAGED);
    }
    close();
  }

  private void hurt(Segment segment) {
    index.get(segment.ordinal()).ifPresent(now -> index.put(now.hurt()));
  }

  private SegmentReader at(Segment segment, long sequence) throws IOException {
    boolean there =
        place.filter(p -> p.ordinal() == segment.ordinal() && p.next() <= sequence).isPresent();
    if (!there) {
      close();
      SpoolFile file = folder.open(segment.name());
      SegmentHeader header = new SegmentHeader(segment.track(), segment.first(), segment.firstAt());
      place =
          Optional.of(
              new Place(segment.ordinal(), file, new SegmentReader(file, header), segment.first()));
    }
    return place.orElseThrow().reader();
  }

  private void remember(long next) {
    place = place.map(p -> new Place(p.ordinal(), p.file(), p.reader(), next));
  }

  /** Before a file is deleted, replaced or moved. */
  void forget(Segment segment) {
    if (place.filter(p -> p.ordinal() == segment.ordinal()).isPresent()) {
      close();
    }
  }

  void close() {
    place.ifPresent(
        p -> {
          try {
            p.file().close();
          } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a segment", e);
          }
        });
    place = Optional.empty();
  }

  /** What one answer has come to. */
  private static final class Reading {
    private final List<SampleBatch> batches = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private long expected;

    Reading(long from) {
      this.expected = from;
    }

    boolean isFull() {
      return batches.size() >= MOST_BATCHES;
    }

    void add(SampleBatch batch) {
      batches.add(batch);
      expected = batch.sequence() + 1;
    }

    /** Whatever lies below is lost. */
    void upTo(long sequence, GapReason reason) {
      if (sequence > expected) {
        losses.add(new Loss(expected, sequence - 1, reason));
        expected = sequence;
      }
    }

    Chunk chunk(long from) {
      return expected == from ? Chunk.NOTHING : new Chunk(batches, losses, expected - 1);
    }
  }
}
