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

  private FrameType() {}
}
