package dev.forebell.collector.port;

import dev.forebell.collector.engine.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is to be delivered, and what became of it. Reads and writes the database: call off the event
 * loops.
 */
public interface Outbox {
  /**
   * Stands for "for good" where it is noted until when the desk may carry something out: it said
   * that it took it, so it is not told again unless a person says so.
   */
  Instant TAKEN = Instant.parse("2200-01-01T00:00:00Z");

  /**
   * For each (endpoint, incident) the oldest waiting message, if it is due and no dead create
   * stands before it; in endpoint order, and oldest first of each.
   *
   * @param now due up to here
   * @param perEndpoint at most this many of one endpoint, so that none crowds out the others
   * @param endpoints of these only
   */
  List<Pending> due(Instant now, int perEndpoint, Predicate<String> endpoints);

  /** When the next message will be due that is not yet due at {@code now}; empty: none waits. */
  Optional<Instant> nextDue(Instant now);

  /** The endpoint has taken them: all are noted, or none. */
  void delivered(List<Long> ids, Instant at);

  /**
   * A request is about to go out that the desk may carry out until then, whatever it answers: all
   * are noted, or none.
   */
  void leaves(SortedMap<Long, Instant> until);

  /** What went out is done or never will be. */
  void settled(long id);

  /** To be looked at again then, when the desk can have carried out what went out; no attempt. */
  void postpone(long id, Instant until);

  /** Tried in vain. {@code reason} is kept for people. */
  void retry(long id, Instant nextAttempt, String reason);

  /**
   * Given up: stays visible, can be replayed. Later messages of the same endpoint and incident wait
   * behind it if none of the pair was delivered yet (a dead create); a dead update lets them pass.
   */
  void dead(long id, Instant at, String reason);

  /** Makes all of an endpoint that wait for a later attempt due: it answers again. */
  void hasten(String endpoint, Instant at);

  /**
   * Makes a dead message due again, with the same webhook id and all its attempts. What stands at
   * {@link #TAKEN} is settled: it may be told again.
   */
  boolean replay(long id, Instant at);

  /**
   * Makes all dead messages due again that the filter lets through.
   *
   * @return how many
   */
  int replayAll(DeadFilter which, Instant at);

  /** Given-up messages that the filter lets through, newest first. */
  List<DeadLetter> deadLetters(DeadFilter which, int limit);

  /** One given-up message. */
  Optional<DeadLetter> deadLetter(long id);

  /** Id of the newest message; 0: none. Ids grow in commit order. */
  long newest();

  /**
   * Calls the listener on the thread that did something; it must not block. There is one: a later
   * one replaces it.
   */
  void onWork(Consumer<Work> listener);

  /** Why there is something to do. */
  enum Work {
    /** New messages, behind all others. */
    COMMITTED,
    /** A person made something due again, before all others. */
    REPLAYED
  }

  /** What waits and what was given up, per endpoint that has either, in endpoint order. */
  List<Backlog> backlog();

  /** The oldest message that waits for an endpoint and incident, due or not. */
  Optional<Pending> oldest(String endpoint, IncidentId incident);

  /** Whether the endpoint took something of the incident and nothing of it waits. */
  boolean isSettled(String endpoint, IncidentId incident);

  /** The desk's ticket of an incident at an endpoint, once known. */
  Optional<TicketReference> ticket(String endpoint, IncidentId incident);

  /** The newest incident that has this ticket, by the desk's key or by its number. */
  Optional<IncidentId> incidentOf(String endpoint, String ticket);

  /** Whether this news of a desk was taken before. */
  boolean isHeard(String endpoint, String news);

  /** It is taken: kept for 30 days. */
  void hear(String endpoint, String news, Instant at);

  /** The newest time kept for something of a desk. */
  Optional<Instant> mark(String endpoint, String subject);

  void mark(String endpoint, String subject, Instant at);

  void ticketKnown(String endpoint, IncidentId incident, TicketReference ticket);

  /**
   * A message that is not delivered yet.
   *
   * @param id grows in commit order
   * @param attempts how many were made
   * @param lastReason why the last one failed; empty before
   * @param first whether its endpoint has taken nothing of its incident yet
   * @param unsettled until when the desk may still carry out what went out before; empty: nothing
   *     is on its way
   */
  record Pending(
      long id,
      OutboxMessage message,
      int attempts,
      String lastReason,
      boolean first,
      Optional<Instant> unsettled) {
    /** With nothing on its way. */
    public Pending(long id, OutboxMessage message, int attempts, String lastReason, boolean first) {
      this(id, message, attempts, lastReason, first, Optional.empty());
    }

    /** Whether it was a dead letter and a person made it due again. */
    public boolean isReplayed() {
      return attempts == 0 && !lastReason.isEmpty();
    }

    /** Whether the desk took what makes the ticket: it must not be told again. */
    public boolean isTaken() {
      return unsettled.filter(TAKEN::equals).isPresent();
    }
  }

  /**
   * A message that was given up.
   *
   * @param at when
   */
  record DeadLetter(Pending message, Instant at) {}

  /**
   * Which dead letters; what is empty lets all through.
   *
   * @param code of the last failure, such as {@code http_400}
   */
  record DeadFilter(Optional<String> endpoint, Optional<String> customer, Optional<String> code) {
    /** All of them. */
    public static final DeadFilter ALL =
        new DeadFilter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * How many messages of an endpoint wait, and how many are dead letters.
   *
   * @param oldest when the oldest that waits was to go; empty: none waits
   */
  record Backlog(String endpoint, long waiting, long dead, Optional<Instant> oldest) {}

  /**
   * What a desk answered to a create.
   *
   * @param reference the desk's key, as later calls name the ticket
   * @param number what people call it; the reference where the desk has no other name
   * @param url where a person opens it; empty if unknown
   * @param joined whether it is a case of the desk's own that the incident was added to
   */
  record TicketReference(String reference, String number, String url, boolean joined) {
    /** A ticket made for its incident. */
    public TicketReference(String reference, String number, String url) {
      this(reference, number, url, false);
    }

    /** The same, as a case that was there before. */
    public TicketReference asJoined() {
      return new TicketReference(reference, number, url, true);
    }
  }
}
