package dev.forebell.collector.deliver;

import dev.forebell.collector.port.TicketDesk.Meaning;
import dev.forebell.collector.port.WebhookEndpoint;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Speaks with one desk: authenticated, and with its answers understood. Confined to the thread that
 * runs what comes back.
 */
final class DeskClient {
  private final WebhookTransport sender;
  private final Executor delivery;
  private final TicketRequests requests;
  private final DeskLogin login;
  private final AnswerRules rules;

  /**
   * @param delivery runs what comes back, on one thread
   * @param clock wall time
   */
  DeskClient(
      WebhookTransport sender, Executor delivery, WebhookEndpoint endpoint, InstantSource clock) {
    Mapping mapping = new Mapping(endpoint.desk().definitions());
    this.sender = sender;
    this.delivery = delivery;
    this.requests = new TicketRequests(endpoint, mapping);
    this.rules = new AnswerRules(endpoint.desk(), mapping);
    this.login = new DeskLogin(sender, delivery, requests, rules, clock);
  }

  /** The requests to this desk. */
  TicketRequests requests() {
    return requests;
  }

  /** Whether it is for this endpoint as it is configured now. */
  boolean isFor(WebhookEndpoint now) {
    return requests.endpoint().equals(now);
  }

  /** Ends its session. */
  void close() {
    login.close();
  }

  /** Asks once, and once more if the session turns out to be over; on the delivery thread. */
  CompletionStage<DeliveryResult> send(WebhookRequest request) {
    return once(request, true);
  }

  private CompletionStage<DeliveryResult> once(WebhookRequest request, boolean again) {
    return login.with(
        request,
        sent ->
            sender
                .send(sent)
                .thenComposeAsync(result -> understood(request, sent, result, again), delivery));
  }

  private CompletionStage<DeliveryResult> understood(
      WebhookRequest request, WebhookRequest sent, DeliveryResult result, boolean again) {
    Optional<Meaning> meaning = rules.meaning(result, sent);
    if (meaning.filter(Meaning.LOGIN::equals).isPresent()) {
      login.over(sent);
      if (again) {
        return once(request, false);
      }
    }
    return CompletableFuture.completedFuture(
        meaning
            .map(means -> AnswerRules.as(means, result, sent))
            .orElseGet(() -> rules.readable(result, sent)));
  }
}
