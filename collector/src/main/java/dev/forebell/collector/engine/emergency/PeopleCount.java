package dev.forebell.collector.engine.emergency;

import java.time.Instant;

/**
 * How many people had a session on a host.
 *
 * @param people not negative
 * @param countedAt when; a silent host keeps its last count
 */
public record PeopleCount(int people, Instant countedAt) {
  public PeopleCount {
    if (people < 0) {
      throw new IllegalArgumentException("negative count of people: " + people);
    }
  }
}
