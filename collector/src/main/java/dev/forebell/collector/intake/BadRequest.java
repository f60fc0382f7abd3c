package dev.forebell.collector.intake;

/** A request that cannot be taken; sending it again would not help. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  BadRequest(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Malformed. */
  BadRequest(String message) {
    this(400, message);
  }

  int status() {
    return status;
  }
}
