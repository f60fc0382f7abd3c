package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.collector.port.SuppressionChange;
import java.time.Instant;
import java.util.List;

/**
 * What one transaction makes durable: the effects of as many inputs as the shell grouped. Of
 * several rows with one key the last one stands.
 *
 * @param recordedAt the collector's wall time of the commit
 * @param events in order; numbers without gaps per incident
 * @param incidents the projection after the events: a row for every incident that has an event here
 *     and has none yet
 * @param watches to keep or to forget
 * @param marks what was received from whom; monotonic per host, lane and epoch
 * @param lastHeard when a host was last heard
 * @param people who is on which host
 * @param suppressions windows and silences that were given or ended, in order
 * @param outbox what is to be delivered, in order
 * @param withdrawn incidents of which nothing was told yet and nothing is to be told now: their
 *     waiting messages go
 */
public record Commit(
    Instant recordedAt,
    List<StoredEvent> events,
    List<IncidentRow> incidents,
    List<WatchRow> watches,
    List<LaneMark> marks,
    List<LastHeard> lastHeard,
    List<PeopleRow> people,
    List<SuppressionChange> suppressions,
    List<OutboxMessage> outbox,
    List<IncidentId> withdrawn) {
  public Commit {
    events = List.copyOf(events);
    incidents = List.copyOf(incidents);
    watches = List.copyOf(watches);
    marks = List.copyOf(marks);
    lastHeard = List.copyOf(lastHeard);
    people = List.copyOf(people);
    suppressions = List.copyOf(suppressions);
    outbox = List.copyOf(outbox);
    withdrawn = List.copyOf(withdrawn);
  }

  /** Without windows and silences; withdraws nothing. */
  public Commit(
      Instant recordedAt,
      List<StoredEvent> events,
      List<IncidentRow> incidents,
      List<WatchRow> watches,
      List<LaneMark> marks,
      List<LastHeard> lastHeard,
      List<PeopleRow> people,
      List<OutboxMessage> outbox) {
    this(
        recordedAt,
        events,
        incidents,
        watches,
        marks,
        lastHeard,
        people,
        List.of(),
        outbox,
        List.of());
  }
}
