package dev.forebell.collector.engine.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom a step reaches at an instant.
 *
 * @param tellings in the order of the step
 * @param quiet ids of contacts that were left out because it is their quiet time
 * @param quietUntil when the first of those may be told; empty: nobody was left out
 */
public record Reach(List<Telling> tellings, List<String> quiet, Optional<Instant> quietUntil) {
  public Reach {
    tellings = List.copyOf(tellings);
    quiet = List.copyOf(quiet);
  }

  /** Whether all who could be told are to be left in peace for now. */
  public boolean waits() {
    return tellings.isEmpty() && quietUntil.isPresent();
  }
}
