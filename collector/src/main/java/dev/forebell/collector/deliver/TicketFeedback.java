package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.TicketReference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Keeps what a desk said of its ticket, and puts it onto the incident. */
final class TicketFeedback {
  /** Authors of such links; the endpoint's id follows. */
  static final String AUTHOR_PREFIX = "system:webhook:";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final CommandGate gate;

  TicketFeedback(Outbox outbox, CommandGate gate) {
    this.outbox = outbox;
    this.gate = gate;
  }

  /**
   * Stores the ticket, then links it. The stage completes normally in any case: the ticket is
   * stored, and a refused link (the incident is closed) changes nothing about the delivery.
   */
  CompletionStage<Boolean> keep(String endpoint, IncidentId incident, TicketReference ticket) {
    outbox.ticketKnown(endpoint, incident, ticket);
    return gate.submit(
            Optional.empty(),
            incident,
            new Command.Link(endpoint, ticket.number(), ticket.url()),
            AUTHOR_PREFIX + endpoint)
        .toCompletableFuture()
        .copy()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, failure) -> answer instanceof CommandGate.Answer.Done);
  }
}
