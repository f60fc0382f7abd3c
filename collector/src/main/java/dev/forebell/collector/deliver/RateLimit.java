package dev.forebell.collector.deliver;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * So many tokens; a request takes one, and it comes back a minute later. So no minute, wherever it
 * begins, sees more requests than there are tokens, which is how providers count, and a few at once
 * need not wait for each other.
 *
 * @param taken when the tokens that are out were taken, oldest first
 */
@Pure
record RateLimit(List<Instant> taken) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  RateLimit {
    taken = List.copyOf(taken);
  }

  /** All tokens are there. */
  static RateLimit fresh() {
    return new RateLimit(List.of());
  }

  /** Since when a token is there. */
  Instant from(Instant now, OptionalInt perMinute) {
    if (perMinute.isEmpty() || taken.size() < perMinute.getAsInt()) {
      return now;
    }
    Instant back = taken.get(taken.size() - perMinute.getAsInt()).plus(MINUTE);
    if (!back.isAfter(now)) {
      return now;
    }
    // A clock that was set back must not hold a token for longer than a minute.
    return back.isAfter(now.plus(MINUTE)) ? now.plus(MINUTE) : back;
  }

  /** With one token less; itself where nothing limits. */
  RateLimit took(Instant now, OptionalInt perMinute) {
    if (perMinute.isEmpty()) {
      return fresh();
    }
    List<Instant> out = new ArrayList<>(perMinute.getAsInt());
    int first = Math.max(0, taken.size() + 1 - perMinute.getAsInt());
    for (Instant at : taken.subList(Math.min(first, taken.size()), taken.size())) {
      if (at.plus(MINUTE).isAfter(now)) {
        out.add(at.isAfter(now) ? now : at);
      }
    }
    out.add(now);
    return new RateLimit(out);
  }
}
