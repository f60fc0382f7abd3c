package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Pending;
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
   * Stores the ticket, then links it, and tells when a user had reported it. The stage completes
   * normally in any case: the ticket is stored, and a refused link (the incident is closed) changes
   * nothing about the delivery.
   */
  CompletionStage<Boolean> keep(Pending pending, TicketAnswer.Found found) {
    remember(pending, found);
    TicketReference ticket = found.ticket();
    CompletionStage<Boolean> linked =
        tell(
            pending, new Command.Link(pending.message().endpoint(), ticket.number(), ticket.url()));
    return found
        .reportedAt()
        .map(
            at ->
                linked.thenCompose(
                    _ -> tell(pending, new Command.Report(who(found), found.reportedAt()))))
        .orElse(linked);
  }

  private static String who(TicketAnswer.Found found) {
    return found.who().isEmpty() ? found.ticket().number() : found.who();
  }

  /** Stores the ticket: the attempt failed after it was made. */
  void remember(Pending pending, TicketAnswer.Found found) {
    outbox.ticketKnown(pending.message().endpoint(), pending.message().incident(), found.ticket());
  }

  private CompletionStage<Boolean> tell(Pending pending, Command command) {
    return gate.submit(
            Optional.empty(),
            pending.message().incident(),
            command,
            AUTHOR_PREFIX + pending.message().endpoint())
        .toCompletableFuture()
        .copy()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, failure) -> answer instanceof CommandGate.Answer.Done);
  }
}
