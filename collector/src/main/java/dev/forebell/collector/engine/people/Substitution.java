package dev.forebell.collector.engine.people;

import java.time.Instant;

/**
 * Somebody stands in, whatever the layers say.
 *
 * @param to exclusive
 */
public record Substitution(Instant from, Instant to, String who) {
  boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
