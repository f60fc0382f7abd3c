package dev.forebell.agent.spool;

import java.time.Duration;

/**
 * How much the spool may keep.
 *
 * @param maxBytes on disk, all files together
 * @param maxAge what was sampled longer ago is dropped unsent
 * @param segmentBytes of one file; what is dropped is dropped by the file
 * @param memorySamples samples held in memory at most, while the disk cannot be written
 */
public record SpoolLimits(long maxBytes, Duration maxAge, int segmentBytes, int memorySamples) {
  /** Free space that is left to the host: 5 % of the file system, at most this. */
  private static final long MOST_RESERVE = 100L << 20;

  private static final int RESERVE_DIVISOR = 20;

  /** 256 MiB and 72 h, in files of a sixteenth of a MiB to one MiB. */
  public static SpoolLimits of(long maxBytes, Duration maxAge, int memorySamples) {
    int segment = Math.clamp(maxBytes / 32, 64 << 10, 1 << 20);
    return new SpoolLimits(maxBytes, maxAge, segment, memorySamples);
  }

  /** Whether {@code bytes} more would take what is the host's. */
  boolean wouldCrowd(SpoolFolder.Space space, long bytes) {
    long reserve = Math.min(MOST_RESERVE, space.totalBytes() / RESERVE_DIVISOR);
    return space.usableBytes() - bytes < reserve;
  }
}
