package dev.forebell.collector.ledger;

import dev.forebell.collector.port.IncidentReader.Recorded;
import java.util.List;

/**
 * A commit that is on disk.
 *
 * @param events its events with their place in commit order
 */
public record Committed(List<Recorded> events) {
  public Committed {
    events = List.copyOf(events);
  }
}
