package dev.forebell.collector.port;

import dev.forebell.collector.engine.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be delivered, and what became of it. Reads and writes the database: call off the event
 * loops.
 */
public interface Outbox {
  /**
   * For each (endpoint, incident) the oldest undelivered message, if it is due and not dead; oldest
   * first.
   *
   * @param now due up to here
   */
  List<Pending> due(Instant now, int limit);

  /** When the next message will be due; empty: none waits. */
  Optional<Instant> nextDue();

  void delivered(long id, Instant at);

  /** Tried in vain. {@code reason} is kept for people. */
  void retry(long id, Instant nextAttempt, String reason);

  /**
   * Given up: stays visible, can be replayed; later messages of the same endpoint and incident wait
   * behind a dead create.
   */
  void dead(long id, Instant at, String reason);

  /** Makes a dead message due again, with the same webhook id. */
  boolean replay(long id, Instant at);

  List<Pending> deadLetters(int limit);

  /** The desk's ticket of an incident at an endpoint, once known. */
  Optional<TicketReference> ticket(String endpoint, IncidentId incident);

  void ticketKnown(String endpoint, IncidentId incident, TicketReference ticket);

  /**
   * A message that is not delivered yet.
   *
   * @param attempts how many were made
   * @param lastReason why the last one failed; empty before
   */
  record Pending(long id, OutboxMessage message, int attempts, String lastReason) {}

  /**
   * What a desk answered to a create.
   *
   * @param reference the desk's own number or key
   * @param url where a person opens it; empty if unknown
   */
  record TicketReference(String reference, String url) {}
}
