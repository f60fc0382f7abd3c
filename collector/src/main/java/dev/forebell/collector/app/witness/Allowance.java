package dev.forebell.collector.app.witness;

import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many questions one agent is asked a minute: below what it would decline by itself. */
final class Allowance {
  /** For silent hosts. */
  static final int MOST = 24;

  /** For trying who sees whom: what silent hosts need must remain. */
  static final int MOST_TRIALS = 8;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Map<HostId, Integer> asked = new HashMap<>();
  private Optional<Instant> minute = Optional.empty();

  /** Takes one of this minute's questions, if there is one left of {@code most}. */
  boolean take(HostId witness, int most, Instant now) {
    if (minute.filter(began -> now.isBefore(began.plus(MINUTE))).isEmpty()) {
      minute = Optional.of(now);
      asked.clear();
    }
    int before = asked.getOrDefault(witness, 0);
    if (before >= most) {
      return false;
    }
    asked.put(witness, before + 1);
    return true;
  }
}
