package dev.forebell.common.wire;

/** What a message turned out to be. Reading never throws, whatever the bytes. */
public sealed interface Decoded {
  /** A frame of the protocol. */
  record Ok(Frame frame) implements Decoded {}

  /** Well-formed, of a type that this version does not know: ignored. */
  record Skipped(long type) implements Decoded {}

  /** Refused. */
  record Bad(WireProblem problem) implements Decoded {}
}
