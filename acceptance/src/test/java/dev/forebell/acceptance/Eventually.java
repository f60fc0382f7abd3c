package dev.forebell.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what a real process does in its own time, and no longer than it takes. */
final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(25);

  private Eventually() {}

  static void holds(String what, Duration within, BooleanSupplier condition) {
    gives(what, within, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  static <T> T gives(String what, Duration within, Supplier<Optional<T>> attempt) {
    long deadline = System.nanoTime() + within.toNanos();
    Optional<T> result = attempt.get();
    while (result.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + within + ": " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      result = attempt.get();
    }
    return result.get();
  }
}
