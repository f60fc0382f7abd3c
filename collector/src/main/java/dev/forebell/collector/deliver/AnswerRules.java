package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Response;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.TicketDesk;
import dev.forebell.collector.port.TicketDesk.AnswerRule;
import dev.forebell.collector.port.TicketDesk.Login;
import dev.forebell.collector.port.TicketDesk.Meaning;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What answers of a desk mean where its HTTP status says something else. */
final class AnswerRules {
  private static final String CODE = "answer";

  private final TicketDesk desk;
  private final Mapping mapping;

  AnswerRules(TicketDesk desk, Mapping mapping) {
    this.desk = desk;
    this.mapping = mapping;
  }

  /** What the first rule that applies says; empty: none does, or there was no answer. */
  Optional<Meaning> meaning(DeliveryResult result, WebhookRequest request) {
    return result.response().flatMap(response -> meaning(response, request));
  }

  private Optional<Meaning> meaning(Response response, WebhookRequest request) {
    return desk.answers().stream()
        .filter(rule -> applies(rule, response, request))
        .findFirst()
        .map(AnswerRule::means)
        .or(() -> overByItself(response));
  }

  // 401 to who has a session: it is not known any more.
  private Optional<Meaning> overByItself(Response response) {
    return Optional.of(Meaning.LOGIN)
        .filter(_ -> response.status() == 401 && desk.login() instanceof Login.Session);
  }

  private boolean applies(AnswerRule rule, Response response, WebhookRequest request) {
    if (rule.status().isPresent() && rule.status().getAsInt() != response.status()) {
      return false;
    }
    if (rule.when().isEmpty()) {
      return true;
    }
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("status", response.status());
    input.put("body", TicketInput.json(response.body()));
    input.put("request", Map.of("method", request.method(), "path", request.url().getRawPath()));
    input.put("vars", desk.vars());
    return mapping.holds(rule.when().get(), input);
  }

  /**
   * The result, unless it is a page of somebody between us and the desk: a proxy's login has status
   * 200 and nothing was done. Desks with an adapter answer JSON or nothing.
   */
  DeliveryResult readable(DeliveryResult result, WebhookRequest request) {
    boolean page =
        result instanceof Accepted accepted
            && !desk.adapter().isEmpty()
            && !accepted.answer().isBlank()
            && TicketInput.json(accepted.answer()) instanceof String
            && !accepted.answer().strip().startsWith("\"");
    return page
        ? new Retry(
            "answer_unreadable",
            request.place() + " answered something that is no JSON",
            Optional.empty(),
            result.response())
        : result;
  }

  /** The result as the rule sees it. */
  static DeliveryResult as(Meaning meaning, DeliveryResult result, WebhookRequest request) {
    Response response = result.response().orElseThrow();
    String code = result instanceof DeliveryResult.Failed failed ? failed.code() : CODE;
    String detail =
        result instanceof DeliveryResult.Failed failed
            ? failed.detail()
            : Failures.line(request.place() + " answered: " + response.body());
    return switch (meaning) {
      case DONE -> new Accepted(response.status(), response.body());
      case REFUSED -> new Rejected(code, detail, Optional.of(response));
      case RETRY, LOGIN ->
          result instanceof Retry retry
              ? retry
              : new Retry(code, detail, Optional.empty(), Optional.of(response));
    };
  }
}
