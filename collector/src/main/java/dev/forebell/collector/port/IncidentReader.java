package dev.forebell.collector.port;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.common.model.CustomerId;
import java.util.List;
import java.util.Optional;

/** Committed incidents and their timelines. Reads the database: call off the event loops. */
public interface IncidentReader {
  /**
   * A page of incidents, emergencies first, then newest detection first.
   *
   * @param query what to show
   */
  Page list(Query query);

  Optional<IncidentRow> find(IncidentId id);

  /** All events of one incident in order of number; each with the time it was recorded. */
  List<Recorded> timeline(IncidentId id);

  /** Events of all incidents after a position, in commit order: what an SSE client missed. */
  List<Recorded> after(long position, int limit);

  /** A committed event, its place in commit order and the collector's wall time of the commit. */
  record Recorded(long position, java.time.Instant recordedAt, StoredEvent event) {}

  /**
   * Filter and page of a list.
   *
   * @param customer empty: all
   * @param states empty: all
   * @param cursor from the previous page; empty: the first
   * @param limit 1 to 500
   */
  record Query(
      Optional<CustomerId> customer,
      List<String> states,
      Optional<String> host,
      Optional<String> cursor,
      int limit) {}

  /**
   * One page of a list.
   *
   * @param next cursor of the next page; empty: this was the last
   */
  record Page(List<IncidentRow> incidents, Optional<String> next) {}
}
