package dev.forebell.collector.ingest;

import dev.forebell.common.model.Pure;
import java.util.Locale;
import java.util.Optional;

/**
 * Who ended a socket. Only a close that the host's kernel sent proves that the host still had one;
 * a time-out, ours or our kernel's, is silence.
 */
@Pure
record CloseCause(boolean byUs, String detail) {
  /**
   * @param ours why the collector closed, if it did
   * @param error the last error of the socket, if any
   * @param code the peer's close code, if it sent a close frame
   */
  static CloseCause of(Optional<String> ours, Optional<String> error, Optional<Integer> code) {
    if (ours.isPresent()) {
      return new CloseCause(true, ours.get());
    }
    if (error.filter(CloseCause::timedOut).isPresent()) {
      return new CloseCause(true, "no answer from the host's network: " + error.get());
    }
    if (code.isPresent()) {
      return new CloseCause(false, "closed by the agent with code " + code.get());
    }
    return new CloseCause(false, error.orElse("closed by the host"));
  }

  /**
   * The kernel gave up on unacknowledged data or unanswered keep-alives: ETIMEDOUT, EHOSTUNREACH.
   */
  private static boolean timedOut(String error) {
    String text = error.toLowerCase(Locale.ROOT);
    return text.contains("timed out") || text.contains("no route") || text.contains("unreachable");
  }
}
