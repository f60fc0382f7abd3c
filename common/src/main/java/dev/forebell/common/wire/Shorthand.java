package dev.forebell.common.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * What one end of a connection said last, so that it need not say it again: a batch as what changed
 * ({@link BatchChain}), a heartbeat as the time since the one before. Both ends hold one, move it
 * by the same frames in the order of the connection, and begin empty with each connection. For one
 * thread.
 */
public final class Shorthand {
  // Whole milliseconds of two clocks that run alike differ by one now and then.
  private static final long SAME_MILLIS = 1;

  private final int newestFrame;
  private final BatchChain batches = new BatchChain();
  private Optional<Frame.Heartbeat> heartbeat = Optional.empty();

  /**
   * @param newestFrame the highest type of frame that the other end reads
   */
  public Shorthand(int newestFrame) {
    this.newestFrame = newestFrame;
  }

  /** Of the end that only reads. */
  public static Shorthand ofReader() {
    return new Shorthand(FrameType.NEWEST);
  }

  /** The shortest frame that the other end understands to mean this one. */
  public Frame shortest(Frame frame) {
    return switch (frame) {
      case Frame.Samples batch when newestFrame >= FrameType.CHANGES -> batches.shortest(batch);
      case Frame.Heartbeat beat when newestFrame >= FrameType.BEAT -> shortest(beat);
      default -> frame;
    };
  }

  private Frame shortest(Frame.Heartbeat now) {
    Optional<Frame.Heartbeat> before = heartbeat;
    if (before.isPresent()) {
      long later = now.monotonic().toMillis() - before.get().monotonic().toMillis();
      Frame.Heartbeat expected = later(before.get(), later);
      long off = now.wall().toEpochMilli() - expected.wall().toEpochMilli();
      if (later >= 0 && Math.abs(off) <= SAME_MILLIS) {
        heartbeat = Optional.of(expected);
        return new Frame.Beat(Duration.ofMillis(later));
      }
    }
    heartbeat = Optional.of(now);
    return now;
  }

  private static Frame.Heartbeat later(Frame.Heartbeat before, long millis) {
    return new Frame.Heartbeat(
        before.wall().plusMillis(millis), before.monotonic().plusMillis(millis));
  }

  /** What a frame that was read means in full. */
  public Decoded full(Decoded read) {
    return read instanceof Decoded.Ok ok ? full(ok.frame()) : read;
  }

  private Decoded full(Frame frame) {
    return switch (frame) {
      case Frame.Samples batch -> new Decoded.Ok(batches.whole(batch));
      case Frame.Changes changes ->
          switch (batches.restore(changes)) {
            case BatchChain.Restored.Batch batch -> new Decoded.Ok(batch.samples());
            case BatchChain.Restored.Bad bad -> new Decoded.Bad(bad.problem());
          };
      case Frame.Heartbeat beat -> noted(beat);
      case Frame.Beat beat ->
          heartbeat
              .map(before -> noted(later(before, beat.later().toMillis())))
              .orElse(new Decoded.Bad(new WireProblem.Unexpected("Beat", "a Heartbeat before it")));
      default -> new Decoded.Ok(frame);
    };
  }

  private Decoded noted(Frame.Heartbeat beat) {
    heartbeat = Optional.of(beat);
    return new Decoded.Ok(beat);
  }
}
