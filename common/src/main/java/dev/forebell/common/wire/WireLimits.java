package dev.forebell.common.wire;

import java.nio.charset.StandardCharsets;

/**
 * Every limit of the agent protocol in one place; docs/protocol.md lists them. Both ends hold them:
 * the sender never exceeds one, the receiver refuses what does, before it allocates.
 *
 * @param frameBytes largest WebSocket frame
 * @param messageBytes largest message, all its WebSocket frames together
 * @param depth deepest nesting of CBOR arrays and maps
 * @param stringBytes longest text, in UTF-8 bytes
 * @param series entries of one connection's dictionary
 * @param attributes attributes of one series
 * @param samples samples of one batch
 * @param lanes lanes named in one Hello or Welcome
 */
public record WireLimits(
    int frameBytes,
    int messageBytes,
    int depth,
    int stringBytes,
    int series,
    int attributes,
    int samples,
    int lanes) {
  /** What {@code forebell.v1} promises. */
  public static final WireLimits DEFAULT =
      new WireLimits(64 * 1024, 256 * 1024, 16, 1024, 2_000, 16, 2_000, 8);

  /** Whether {@code text} may travel as it is. */
  public boolean fits(String text) {
    // A UTF-16 unit never takes more than three bytes: most texts need no counting.
    return text.length() * 3L <= stringBytes
        || text.getBytes(StandardCharsets.UTF_8).length <= stringBytes;
  }

  /**
   * {@code text}, shortened where it does not fit. For sentences and descriptions, not for keys.
   */
  public String clip(String text) {
    return fits(text) ? text : text.substring(0, stringBytes / 3);
  }
}
