package dev.forebell.collector.engine.detect;

import java.time.Instant;
import java.util.Optional;

/**
 * Everything of a host that happens because time passes. Samples and link facts count first: a
 * time-out is judged at the end of each input.
 */
final class TimeOuts {
  private TimeOuts() {}

  /** All that is due. Doing it again, or late, says nothing more. */
  static void judge(Draft draft) {
    LinkJudge.judge(draft);
    Tallies.judge(draft);
  }

  /** The earliest time-out that is pending. */
  static Optional<Instant> wakeAt(Draft draft) {
    Optional<Instant> watches = earlier(LinkJudge.wakeAt(draft), Tallies.wakeAt(draft));
    return earlier(watches, draft.book().until());
  }

  /** The earlier of two moments that may not come. */
  static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return other.orElseThrow().isBefore(one.orElseThrow()) ? other : one;
  }
}
