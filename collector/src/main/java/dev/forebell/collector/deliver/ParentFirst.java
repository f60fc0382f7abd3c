package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * What names another incident's ticket waits until the desk has that ticket: parent and child are
 * often told of by one commit, and their messages would otherwise race. Only ever waits for an
 * older message, so that no two wait for each other, and not for one that the desk keeps refusing.
 * Confined to the delivery thread.
 */
final class ParentFirst {
  /** After so many attempts in vain the child goes without its parent's ticket. */
  private static final int PATIENCE = 3;

  private static final String HAS_PARENT = "\"parent\":\"";

  private final Outbox outbox;
  private final LongPredicate onTheWay;
  // An endpoint's answer for a parent, for one look at the outbox: the parent's oldest message.
  private final Map<String, Optional<Pending>> looked = new HashMap<>();

  /**
   * @param onTheWay whether a message of this id is being sent
   */
  ParentFirst(Outbox outbox, LongPredicate onTheWay) {
    this.outbox = outbox;
    this.onTheWay = onTheWay;
  }

  /** The outbox may have changed. */
  void lookAgain() {
    looked.clear();
  }

  /** Whether a message has to wait. */
  boolean holds(Pending pending, WebhookEndpoint endpoint) {
    return endpoint.keepsTickets()
        && tellsOfItsParent(pending)
        && parent(pending)
            .flatMap(id -> first(endpoint.id(), id))
            .filter(older -> older.id() < pending.id())
            .filter(older -> onTheWay.test(older.id()) || older.attempts() < PATIENCE)
            .isPresent();
  }

  private static boolean tellsOfItsParent(Pending pending) {
    Kind kind = DeliveryPlan.kind(pending.message().event(), pending.first());
    return (kind == Kind.CREATE || kind == Kind.RELATE)
        && pending.message().object().contains(HAS_PARENT);
  }

  private static Optional<IncidentId> parent(Pending pending) {
    String id = Tree.of(TicketInput.object(pending.message().object())).text("incident", "parent");
    return Optional.of(id).filter(text -> !text.isEmpty()).map(IncidentId::new);
  }

  /** What is to make the ticket; empty: it is there, or nothing is to make it. */
  private Optional<Pending> first(String endpoint, IncidentId incident) {
    return looked.computeIfAbsent(
        endpoint + " " + incident,
        _ ->
            outbox.ticket(endpoint, incident).isPresent()
                ? Optional.empty()
                : outbox.oldest(endpoint, incident).filter(Pending::first));
  }
}
