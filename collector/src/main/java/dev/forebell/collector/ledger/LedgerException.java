package dev.forebell.collector.ledger;

import java.io.Serial;

/** The store refused, or its answer is not certain. The message is a sentence for the operator. */
public final class LedgerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public LedgerException(String message) {
    super(message);
  }

  public LedgerException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
