package dev.forebell.collector.ingest;

import dev.forebell.common.wire.Frame.RejectCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the endpoint counts, from its start on. Written by ingest, read by anyone at any time. */
public final class IngestCounters {
  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder welcomed = new LongAdder();
  private final LongAdder frames = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder missing = new LongAdder();
  private final LongAdder claims = new LongAdder();
  private final Map<BadFrame, LongAdder> bad = new EnumMap<>(BadFrame.class);
  private final Map<RejectCode, LongAdder> rejected = new EnumMap<>(RejectCode.class);

  private final Map<TlsRefusal, LongAdder> tls = new EnumMap<>(TlsRefusal.class);

  public IngestCounters() {
    for (TlsRefusal reason : TlsRefusal.values()) {
      tls.put(reason, new LongAdder());
    }
    for (BadFrame reason : BadFrame.values()) {
      bad.put(reason, new LongAdder());
    }
    for (RejectCode code : RejectCode.values()) {
      rejected.put(code, new LongAdder());
    }
  }

  /**
   * All of them at about one moment.
   *
   * @param connections sockets open now
   * @param opened sockets upgraded
   * @param welcomed sessions welcomed
   * @param frames messages received
   * @param bytes of those messages
   * @param batches of samples received, repeats included
   * @param samples in them
   * @param skipped messages of a type that this version does not know
   * @param missing batches that agents declared lost
   * @param claims agents that called themselves by another id than they proved; ignored
   * @param bad frames refused, every reason present
   * @param rejected refusals sent, every code present
   * @param tls handshakes that failed, every reason present
   */
  public record Snapshot(
      long connections,
      long opened,
      long welcomed,
      long frames,
      long bytes,
      long batches,
      long samples,
      long skipped,
      long missing,
      long claims,
      EnumMap<BadFrame, Long> bad,
      EnumMap<RejectCode, Long> rejected,
      EnumMap<TlsRefusal, Long> tls) {}

  public Snapshot snapshot() {
    return new Snapshot(
        opened.sum() - closed.sum(),
        opened.sum(),
        welcomed.sum(),
        frames.sum(),
        bytes.sum(),
        batches.sum(),
        samples.sum(),
        skipped.sum(),
        missing.sum(),
        claims.sum(),
        sums(bad, BadFrame.class),
        sums(rejected, RejectCode.class),
        sums(tls, TlsRefusal.class));
  }

  private static <E extends Enum<E>> EnumMap<E, Long> sums(
      Map<E, LongAdder> counters, Class<E> type) {
    EnumMap<E, Long> sums = new EnumMap<>(type);
    counters.forEach((key, counter) -> sums.put(key, counter.sum()));
    return sums;
  }

  void connectionOpened() {
    opened.increment();
  }

  void connectionClosed() {
    closed.increment();
  }

  void sessionWelcomed() {
    welcomed.increment();
  }

  void message(int size) {
    frames.increment();
    bytes.add(size);
  }

  void batch(int size) {
    batches.increment();
    samples.add(size);
  }

  void skippedFrame() {
    skipped.increment();
  }

  void missingBatches(long count) {
    missing.add(count);
  }

  void badFrame(BadFrame reason) {
    count(bad, reason);
  }

  void claim() {
    claims.increment();
  }

  void tls(TlsRefusal reason) {
    count(tls, reason);
  }

  void reject(RejectCode code) {
    count(rejected, code);
  }

  /** Every constant has its counter since construction. */
  private static <E extends Enum<E>> void count(Map<E, LongAdder> counters, E key) {
    LongAdder counter = counters.get(key);
    if (counter != null) {
      counter.increment();
    }
  }
}
