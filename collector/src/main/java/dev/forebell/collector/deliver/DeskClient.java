package dev.forebell.collector.deliver;

import dev.forebell.collector.port.TicketDesk.Meaning;
import dev.forebell.collector.port.WebhookEndpoint;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Speaks with one desk: authenticated, and with its answers understood. */
final class DeskClient {
  private final WebhookTransport sender;
  private final Executor delivery;
  private final DeskLogin login;
  private final AnswerRules rules;

  DeskClient(
      WebhookTransport sender, Executor delivery, DeskLogin login, WebhookEndpoint endpoint) {
    this.sender = sender;
    this.delivery = delivery;
    this.login = login;
    this.rules = new AnswerRules(endpoint.desk());
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
