package dev.forebell.common.wire;

/** Why a message was refused. Each ends the connection that sent it and no other. */
public sealed interface WireProblem {
  /** More of something than {@link WireLimits} allows; {@code size} as declared, unsigned. */
  record TooLong(String what, long size, long limit) implements WireProblem {}

  /** A Hello of a major version that is not spoken here. */
  record BadVersion(long found, int spoken) implements WireProblem {}

  /** Not the bytes that the protocol describes; {@code offset} counts from the message's start. */
  record Malformed(long offset, String what) implements WireProblem {}

  /** A sample names a series that this connection never introduced. */
  record UnknownSeries(int id) implements WireProblem {}

  /** Dictionary ids that do not continue where the last Series ended. */
  record SeriesOutOfOrder(int expected, int found) implements WireProblem {}

  /** A frame that this side never receives, or not at this point of the conversation. */
  record Unexpected(String frame, String expected) implements WireProblem {}

  /** One sentence for a log line, a close reason or the agent's operator. */
  default String describe() {
    return switch (this) {
      case TooLong p -> p.what + " is " + Long.toUnsignedString(p.size) + ", limit " + p.limit;
      case BadVersion p ->
          "protocol version " + p.found + " is not spoken here, version " + p.spoken + " is";
      case Malformed p -> "at byte " + p.offset + ": " + p.what;
      case UnknownSeries p -> "sample of series " + p.id + " before its Series frame";
      case SeriesOutOfOrder p -> "Series starts at id " + p.found + ", expected id " + p.expected;
      case Unexpected p -> p.frame + " is out of place, expected " + p.expected;
    };
  }
}
