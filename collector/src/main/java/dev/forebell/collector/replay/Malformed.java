package dev.forebell.collector.replay;

/** A line that cannot be understood. Never leaves the package. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;
  private final String expected;

  Malformed(String what, String expected) {
    super(what + "; expected " + expected);
    this.what = what;
    this.expected = expected;
  }

  String what() {
    return what;
  }

  String expected() {
    return expected;
  }
}
