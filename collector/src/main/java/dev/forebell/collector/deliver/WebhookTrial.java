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
import dev.forebell.common.model.Secret;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What an endpoint would be told of an event, and what its answers would mean: for whoever writes
 * an adapter. Secrets are masked in everything it shows.
 */
public final class WebhookTrial {
  private static final String MASK = "***";
  private static final String TOKENS =
      "{\"session_token\":\"x\",\"access_token\":\"x\",\"token\":\"x\",\"id\":\"x\"}";

  private final WebhookEndpoint endpoint;
  private final WebhookTransport transport;
  private final TicketFacts facts;
  private final InstantSource clock;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param transport sends, or only pretends to
   */
  public WebhookTrial(
      WebhookEndpoint endpoint,
      WebhookTransport transport,
      TicketFacts facts,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.transport = transport;
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

  /** Answers every request with the same body, sending nothing; a login gets a token. */
  public static WebhookTransport pretending(WebhookEndpoint endpoint, String answer) {
    String login = endpoint.desk().login() instanceof Login.Session session ? session.path() : MASK;
    return request ->
        CompletableFuture.completedFuture(
            new Accepted(200, request.url().getRawPath().endsWith(login) ? TOKENS : answer));
  }

  /**
   * Makes the requests of one event.
   *
   * @param event the event object, as JSON
   * @param ticket as if the desk had named it so before; empty: it is the first message
   * @throws IllegalArgumentException if it is no event object with an incident
   */
  public Outcome run(String event, Optional<String> ticket) {
    OutboxMessage message = message(event);
    lines.clear();
    Shipment shipment =
        new Shipment(
            new Pending(1, message, 0, "", ticket.isEmpty()),
            endpoint,
            ticket.map(key -> new TicketReference(key, key, "")),
            false);
    Executor here = Runnable::run;
    DeskClient desk = new DeskClient(this::shown, here, endpoint);
    Conclusion conclusion =
        Attempt.run(
                () ->
                    new Steps(
                        desk,
                        here,
                        clock,
                        shipment,
                        new TicketInput(
                            message, endpoint, facts, _ -> Optional.empty(), clock.instant())),
                here,
                shipment)
            .toCompletableFuture()
            .join();
    return new Outcome(
        List.copyOf(lines),
        conclusion.ticket().map(TicketAnswer.Found::ticket),
        conclusion.result() instanceof Failed failed
            ? Optional.of(masked(failed.reason()))
            : Optional.empty());
  }

  private OutboxMessage message(String event) {
    Tree object;
    try {
      object = Tree.of(TicketInput.object(event));
    } catch (Mapping.MappingFailure noObject) {
      throw new IllegalArgumentException(noObject.getMessage(), noObject);
    }
    String number = object.text("number");
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

  private CompletionStage<DeliveryResult> shown(WebhookRequest request) {
    lines.add(request.method() + " " + masked(request.url().toString()));
    request.headers().forEach((name, value) -> lines.add("  " + name + ": " + header(name, value)));
    request.body().ifPresent(body -> lines.add("  " + masked(body)));
    return transport
        .send(request)
        .thenApply(
            result -> {
              String said =
                  result
                      .response()
                      .map(response -> response.status() + " " + response.body())
                      .orElseGet(() -> result instanceof Failed failed ? failed.reason() : "");
              lines.add("  -> " + masked(said.strip()));
              return result;
            });
  }

  // What a header holds is secret unless it is ours and plain.
  private String header(String name, Secret value) {
    boolean plain =
        List.of("content-type", "accept", "user-agent", "webhook-id", "webhook-timestamp")
            .contains(name.toLowerCase(java.util.Locale.ROOT));
    return plain ? value.reveal() : MASK;
  }

  private String masked(String text) {
    String masked = text;
    for (Secret secret : endpoint.desk().credentials().values()) {
      if (!secret.reveal().isEmpty()) {
        masked = masked.replace(secret.reveal(), MASK);
      }
    }
    return masked;
  }
}
