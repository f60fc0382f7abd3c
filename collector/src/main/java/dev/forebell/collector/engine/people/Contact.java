package dev.forebell.collector.engine.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who can be told.
 *
 * @param quiet hours in which only emergencies reach them
 * @param channels by which they have an address, the preferred first
 */
public record Contact(String id, WeekHours quiet, List<String> channels) {
  public Contact {
    channels = List.copyOf(channels);
  }

  /** Until when they are not to be told what is no emergency; empty: they may be told. */
  public Optional<Instant> quietUntil(Instant at) {
    return quiet.until(at);
  }
}
