package dev.forebell.common.wire;

/** The first field of every message. Numbers are never reused. */
final class FrameType {
  static final int HELLO = 1;
  static final int WELCOME = 2;
  static final int SERIES = 3;
  static final int SAMPLES = 4;
  static final int HEARTBEAT = 5;
  static final int ACK = 6;
  static final int GAP = 7;
  static final int BYE = 8;
  static final int REJECT = 9;
  static final int WITNESS = 10;
  static final int WITNESS_ANSWER = 11;
  static final int RENEW = 12;
  static final int RENEWED = 13;
  static final int CHANGES = 14;
  static final int BEAT = 15;

  /** The highest that is read here. */
  static final int NEWEST = BEAT;

  /** The highest that is read where nothing is said of it: those of the first collectors. */
  static final int FIRST_NEWEST = RENEWED;

  private FrameType() {}
}
