package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.common.model.CustomerId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything the machines go on from after a start.
 *
 * @param events all events of every incident that is not closed, in commit order and so in order of
 *     number per incident
 * @param watches those that are not clear, in key order; every payload is present
 * @param marks by host, lane, epoch
 * @param lastHeard by host
 * @param people by host
 * @param firstHeard when a host was heard first, by host; not of those heard before this was kept
 * @param suppressions all that was given or ended at run time, in order
 * @param lastNumbers the highest incident number of each customer, closed ones included
 * @param lastNumbersByCode the same by customer code, so that a renamed customer that keeps its
 *     code does not reuse numbers
 * @param announced open incidents of which at least one message was ever put into the outbox
 */
public record Recovery(
    List<StoredEvent> events,
    List<WatchRow> watches,
    List<LaneMark> marks,
    List<LastHeard> lastHeard,
    List<PeopleRow> people,
    List<LastHeard> firstHeard,
    List<SuppressionChange> suppressions,
    SortedMap<CustomerId, Long> lastNumbers,
    SortedMap<String, Long> lastNumbersByCode,
    SortedSet<IncidentId> announced) {
  /** Of a collector whose hosts are known and to which nothing was given. */
  public Recovery(
      List<StoredEvent> events,
      List<WatchRow> watches,
      List<LaneMark> marks,
      List<LastHeard> lastHeard,
      List<PeopleRow> people,
      SortedMap<CustomerId, Long> lastNumbers,
      SortedMap<String, Long> lastNumbersByCode,
      SortedSet<IncidentId> announced) {
    this(
        events,
        watches,
        marks,
        lastHeard,
        people,
        List.of(),
        List.of(),
        lastNumbers,
        lastNumbersByCode,
        announced);
  }

  public Recovery {
    events = List.copyOf(events);
    watches = List.copyOf(watches);
    marks = List.copyOf(marks);
    lastHeard = List.copyOf(lastHeard);
    people = List.copyOf(people);
    firstHeard = List.copyOf(firstHeard);
    suppressions = List.copyOf(suppressions);
    lastNumbers = Collections.unmodifiableSortedMap(new TreeMap<>(lastNumbers));
    lastNumbersByCode = Collections.unmodifiableSortedMap(new TreeMap<>(lastNumbersByCode));
    announced = Collections.unmodifiableSortedSet(new TreeSet<>(announced));
  }
}
