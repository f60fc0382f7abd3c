package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.model.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Lets requests through and keeps them and their answers as lines for people, secrets masked. */
final class ShownTransport implements WebhookTransport {
  private static final String MASK = "***";
  private static final int LEAST_ANYWHERE = 4;
  private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
  private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{N}])";
  private static final List<String> PLAIN =
      List.of("content-type", "accept", "user-agent", "webhook-id", "webhook-timestamp");

  private final WebhookEndpoint endpoint;
  private final WebhookTransport transport;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  ShownTransport(WebhookEndpoint endpoint, WebhookTransport transport) {
    this.endpoint = endpoint;
    this.transport = transport;
  }

  /** What went and came so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What went and came so far is not to be shown again. */
  void forget() {
    lines.clear();
  }

  @Override
  public CompletionStage<DeliveryResult> send(WebhookRequest request) {
    lines.add(request.method() + " " + masked(request.url().toString()));
    request.headers().forEach((name, value) -> lines.add("  " + name + ": " + header(name, value)));
    request.body().ifPresent(body -> lines.add("  " + masked(body)));
    return transport
        .send(request)
        .thenApply(
            result -> {
              lines.add("  -> " + shown(request, result));
              return result;
            });
  }

  // The answer to a login is a secret of its own; what it says of a failure is not.
  private String shown(WebhookRequest request, DeliveryResult result) {
    boolean token =
        result instanceof Accepted && endpoint.desk().login().isAskedAt(request.url().getRawPath());
    return token
        ? result.response().map(response -> response.status() + " " + MASK).orElse(MASK)
        : masked(said(result).strip());
  }

  private static String said(DeliveryResult result) {
    return result
        .response()
        .map(response -> response.status() + " " + response.body())
        .orElseGet(() -> result instanceof Failed failed ? failed.reason() : "");
  }

  // What a header holds is secret unless it is ours and plain.
  private static String header(String name, Secret value) {
    return PLAIN.contains(name.toLowerCase(Locale.ROOT)) ? value.reveal() : MASK;
  }

  String masked(String text) {
    String masked = text;
    for (Secret secret : endpoint.desk().credentials().values()) {
      String plain = secret.reveal();
      if (!plain.isEmpty()) {
        masked = masked(masked(masked, plain), TicketRequests.encoded(plain));
      }
    }
    return masked;
  }

  // What is so short stands in many words by chance: it is masked where it is a value of its own.
  private static String masked(String text, String secret) {
    return secret.length() < LEAST_ANYWHERE
        ? text.replaceAll(NO_WORD_BEFORE + Pattern.quote(secret) + NO_WORD_AFTER, MASK)
        : text.replace(secret, MASK);
  }
}
