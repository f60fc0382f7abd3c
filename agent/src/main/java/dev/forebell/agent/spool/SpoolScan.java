package dev.forebell.agent.spool;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks through the folder at start: headers of all files, and the records of the last one of each
 * track only, so that a full spool opens as quickly as an empty one.
 */
final class SpoolScan {
  private static final System.Logger LOG = System.getLogger(SpoolScan.class.getName());

  private record Found(long ordinal, SegmentHeader header, long bytes, Optional<Long> acked) {
    String name() {
      return segment(header.first(), header.firstSampledAt(), false).name();
    }

    Segment segment(long last, Instant lastAt, boolean damaged) {
      return new Segment(
          ordinal,
          header.track(),
          header.first(),
          last,
          header.firstSampledAt(),
          lastAt,
          bytes,
          false,
          damaged,
          false);
    }
  }

  private final SpoolFolder folder;
  private final Aside aside;
  private final List<Found> found = new ArrayList<>();
  private long lastOrdinal;

  SpoolScan(SpoolFolder folder, Aside aside) {
    this.folder = folder;
    this.aside = aside;
  }

  static boolean isSegment(String name) {
    return name.matches("\\d{10}\\" + Segment.SUFFIX);
  }

  static byte[] firstBytes(SpoolFile file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
    int count = file.read(0, bytes);
    return Arrays.copyOf(bytes.array(), count);
  }

  /** Puts all that is there into the index; the tracks that hold anything unread or retained. */
  List<Earlier> into(SpoolIndex index, Instant now) throws IOException {
    aside.takeBack();
    for (String name : folder.names()) {
      if (isSegment(name)) {
        adopt(name, Long.parseLong(name.substring(0, name.indexOf('.'))));
      } else if (name.endsWith(DiskSpool.HALF_DONE)) {
        folder.delete(name);
      }
    }
    aside.look();
    folder.namesAside().forEach(this::note);
    for (int i = 0; i < found.size(); i++) {
      put(found.get(i), i, index);
    }
    return earlier(index, now);
  }

  /** Ordinals are never given out twice, not even to what lies aside. */
  long lastOrdinal() {
    return lastOrdinal;
  }

  private void note(String name) {
    String digits = name.substring(0, Math.max(0, name.indexOf('.')));
    if (digits.matches("\\d{1,18}")) {
      lastOrdinal = Math.max(lastOrdinal, Long.parseLong(digits));
    }
  }

  private void adopt(String name, long ordinal) throws IOException {
    lastOrdinal = Math.max(lastOrdinal, ordinal);
    byte[] start;
    try (SpoolFile file = folder.open(name)) {
      start = firstBytes(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "spool: {0} cannot be opened and is left alone: {1}", name, e);
      return;
    }
    switch (SegmentHeader.read(start)) {
      case SegmentHeader.Read.Good good ->
          found.add(
              new Found(
                  ordinal, good.header(), folder.size(name), good.header().readPointer(start)));
      case SegmentHeader.Read.Foreign foreign ->
          aside.put(
              name,
              name,
              "written in format "
                  + foreign.version()
                  + ", this agent reads format "
                  + SegmentHeader.VERSION
                  + "; one that knows it takes it back");
      case SegmentHeader.Read.Damaged _ -> {
        if (start.length == 0) {
          folder.delete(name);
        } else {
          aside.put(name, name.replace(Segment.SUFFIX, Aside.DAMAGED), "its header is damaged");
        }
      }
    }
  }

  private void put(Found one, int position, SpoolIndex index) throws IOException {
    Optional<Found> next =
        found.subList(position + 1, found.size()).stream()
            .filter(other -> other.header().track().equals(one.header().track()))
            .findFirst();
    boolean ends = next.isEmpty() || next.get().header().first() <= one.header().first();
    Optional<Segment> segment =
        ends
            ? scanned(one)
            : Optional.of(
                one.segment(
                    next.get().header().first() - 1, next.get().header().firstSampledAt(), false));
    if (segment.isPresent()) {
      index.put(segment.get());
    } else {
      folder.delete(one.name());
    }
  }

  /**
   * Empty: not one record was begun. A tail that was begun is a batch that was sampled and is lost.
   */
  private Optional<Segment> scanned(Found one) throws IOException {
    long last = one.header().first() - 1;
    Instant lastAt = one.header().firstSampledAt();
    try (SpoolFile file = folder.open(one.name())) {
      SegmentReader reader = new SegmentReader(file, one.header());
      Optional<SpoolRecord> record = reader.next();
      while (record.isPresent()) {
        last = Math.max(last, record.get().sequence());
        lastAt = record.get().sampledAt();
        record = reader.next();
      }
      if (reader.hasTail()) {
        LOG.log(
            Level.WARNING,
            "spool: {0} ends in a torn record after sequence {1}",
            one.name(),
            Long.toString(last));
        last = Math.max(last + 1, reader.torn().orElse(0L));
      }
      return last < one.header().first()
          ? Optional.empty()
          : Optional.of(one.segment(last, lastAt, reader.isDamaged() || reader.hasTail()));
    }
  }

  private List<Earlier> earlier(SpoolIndex index, Instant now) {
    List<Earlier> tracks = new ArrayList<>();
    for (Track track : found.stream().map(one -> one.header().track()).distinct().toList()) {
      List<Segment> segments = index.of(track);
      if (!segments.isEmpty()) {
        long last = segments.stream().mapToLong(Segment::last).max().orElse(0);
        long first = segments.stream().mapToLong(Segment::first).min().orElse(1);
        long acked = Math.min(last, acked(track));
        index.ack(track, acked, now);
        tracks.add(new Earlier(track, first, last, acked, segments.getLast().lastAt()));
      }
    }
    return tracks;
  }

  private long acked(Track track) {
    return found.stream()
        .filter(one -> one.header().track().equals(track))
        .flatMap(one -> one.acked().stream())
        .max(Long::compare)
        .orElse(0L);
  }
}
