package dev.forebell.collector.app;

import dev.forebell.collector.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;

/**
 * Empties the queue while the ledger takes nothing: what waited there would only grow, and whoever
 * waits for an answer gets one. Agents are told to come again, so nothing of theirs is lost. For
 * the engine's thread.
 */
final class Turnstile {
  private static final int GROUP = 512;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EngineQueue queue;
  private final LiveParts parts;

  Turnstile(EngineQueue queue, LiveParts parts) {
    this.queue = queue;
    this.parts = parts;
  }

  /** Sends away whoever comes within a second; ends at once when the collector is to stop. */
  void turnAway(LedgerException failure) throws InterruptedException {
    Instant until = parts.clock().instant().plus(PAUSE);
    for (Duration left = PAUSE; left.isPositive() && !queue.isStopping(); ) {
      queue.next(left, GROUP).forEach(input -> turnAway(failure, input));
      left = Duration.between(parts.clock().instant(), until);
    }
  }

  /** What becomes of one input meanwhile. */
  void turnAway(LedgerException failure, EngineInput input) {
    switch (input) {
      case EngineInput.Hello hello -> AfterCommit.comeAgain(hello.connection());
      case EngineInput.Reconfigured changed -> {
        // The machines are made anew from it as soon as the ledger answers.
        parts.current().set(changed.configuration());
        changed.done().complete(changed.configuration());
      }
      case EngineInput.Ordered _,
          EngineInput.Suppressed _,
          EngineInput.Batch _,
          EngineInput.Arrived _,
          EngineInput.Reported _,
          EngineInput.Missing _,
          EngineInput.Link _,
          EngineInput.AllHeard _,
          EngineInput.Stop _ ->
          input.failed(failure);
    }
  }
}
