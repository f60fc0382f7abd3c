package dev.forebell.collector.engine.emergency;

import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.Optional;

/**
 * People on one host that has an outage.
 *
 * @param sessions people with a session at the last count; 0 if never counted
 * @param countedAt date of that count; empty: never counted
 * @param assigned people whose work place is fixed to it
 */
public record HostPeople(HostId host, int sessions, Optional<Instant> countedAt, int assigned) {
  /** The greater of the two: who is logged in usually is among the assigned. */
  public int people() {
    return Math.max(sessions, assigned);
  }
}
