package dev.forebell.collector.intake;

/**
 * What one request may cost.
 *
 * @param bodyBytes as sent
 * @param plainBytes after decompression
 * @param series in one request
 * @param samples in one request
 * @param labels of one series
 * @param textBytes of one name or value
 */
public record IntakeLimits(
    int bodyBytes, int plainBytes, int series, int samples, int labels, int textBytes) {
  /** Several times what Prometheus sends unless configured to extremes. */
  public static final IntakeLimits DEFAULT =
      new IntakeLimits(4 << 20, 32 << 20, 50_000, 200_000, 64, 2048);
}
