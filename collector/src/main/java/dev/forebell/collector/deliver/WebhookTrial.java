package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.TicketDesk.Login;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.model.CustomerId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What an endpoint would be told of an event, and what its answers would mean: for whoever writes
 * an adapter. Secrets are masked in everything it shows.
 */
public final class WebhookTrial {
  private static final String TOKENS =
      "{\"session_token\":\"x\",\"access_token\":\"x\",\"token\":\"x\",\"id\":\"x\"}";

  private final WebhookEndpoint endpoint;
  private final ShownTransport transport;
  private final TicketFacts facts;
  private final InstantSource clock;

  /**
   * @param transport sends, or only pretends to
   */
  public WebhookTrial(
      WebhookEndpoint endpoint,
      WebhookTransport transport,
      TicketFacts facts,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.transport = new ShownTransport(endpoint, transport);
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param lines requests and answers in order, for people
   * @param failure why it would not count as delivered; empty: it would
   */
  public record Outcome(
      List<String> lines, Optional<TicketReference> ticket, Optional<String> failure) {}

  /**
   * Sends nothing and answers: the first request by the first body and so on, all further ones by
   * the last; a login gets a token.
   *
   * @param answers one at least
   */
  public static WebhookTransport pretending(WebhookEndpoint endpoint, List<String> answers) {
    Deque<String> left = new ArrayDeque<>(answers);
    Login login = endpoint.desk().login();
    return request -> {
      boolean logsIn = login.isAskedAt(request.url().getRawPath());
      String answer = logsIn ? TOKENS : left.size() > 1 ? left.remove() : left.element();
      return CompletableFuture.completedFuture(new Accepted(200, answer));
    };
  }

  /**
   * Makes the requests of one event.
   *
   * @param event the event object, as JSON
   * @param ticket as if the desk had named it so before; empty: it is the first message
   * @param parent as if the incident that explains it had this ticket; empty: it has none
   * @throws IllegalArgumentException if it is no event object with an incident
   */
  public Outcome run(String event, Optional<String> ticket, Optional<String> parent) {
    OutboxMessage message = message(event);
    Shipment shipment =
        new Shipment(
            new Pending(1, message, 0, "", ticket.isEmpty()),
            endpoint,
            ticket.map(WebhookTrial::named),
            false);
    Executor here = Runnable::run;
    DeskClient desk = new DeskClient(transport, here, endpoint, clock);
    Conclusion conclusion =
        Attempt.run(
                () ->
                    new Steps(
                        desk,
                        here,
                        clock,
                        shipment,
                        new TicketInput(
                            message,
                            endpoint,
                            facts,
                            _ -> parent.map(WebhookTrial::named),
                            clock.instant()),
                        Departures.Gate.OPEN),
                here,
                shipment)
            .toCompletableFuture()
            .join();
    return new Outcome(
        transport.lines(),
        conclusion.ticket().map(TicketAnswer.Found::ticket),
        conclusion.result() instanceof Failed failed
            ? Optional.of(transport.masked(failed.reason()))
            : Optional.empty());
  }

  private static TicketReference named(String key) {
    return new TicketReference(key, key, "");
  }

  private OutboxMessage message(String event) {
    Tree object;
    try {
      object = Tree.of(TicketInput.object(event));
    } catch (Mapping.MappingFailure noObject) {
      throw new IllegalArgumentException(noObject.getMessage(), noObject);
    }
    String number = object.text("number");
    if (object.text("incident", "id").isEmpty()) {
      throw new IllegalArgumentException("it has no incident.id");
    }
    IncidentId incident = new IncidentId(object.text("incident", "id"));
    return new OutboxMessage(
        incident + "-" + (number.isEmpty() ? "1" : number) + "-" + endpoint.id(),
        endpoint.id(),
        incident,
        new CustomerId(object.text("incident", "customer")),
        1,
        object.text("event"),
        event,
        clock.instant());
  }
}
