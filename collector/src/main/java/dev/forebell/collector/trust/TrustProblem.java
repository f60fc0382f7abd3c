package dev.forebell.collector.trust;

/** Key or certificate material that cannot be used; the message names the file and the remedy. */
public final class TrustProblem extends Exception {
  private static final long serialVersionUID = 1;

  TrustProblem(String message) {
    super(message);
  }

  TrustProblem(String message, Throwable cause) {
    super(message + " (" + cause.getMessage() + ")", cause);
  }
}
