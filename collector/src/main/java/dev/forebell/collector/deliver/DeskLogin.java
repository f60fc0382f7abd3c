package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.port.TicketDesk.Login;
import dev.forebell.common.model.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Authenticates the requests to one endpoint. A session is opened by the first request that needs
 * it, shared by all, and opened anew when its time is up or an answer says that it is over.
 * Confined to the delivery thread.
 */
final class DeskLogin {
  private final WebhookTransport sender;
  private final Executor delivery;
  private final TicketRequests requests;
  private final AnswerRules rules;
  private final InstantSource clock;
  private final Login way;
  private Optional<CompletionStage<DeliveryResult>> opening = Optional.empty();
  private String token = "";
  private Instant over = Instant.MAX;

  /**
   * @param clock tells when a session's time is up
   */
  DeskLogin(
      WebhookTransport sender,
      Executor delivery,
      TicketRequests requests,
      AnswerRules rules,
      InstantSource clock) {
    this.sender = sender;
    this.delivery = delivery;
    this.requests = requests;
    this.rules = rules;
    this.clock = clock;
    this.way = requests.endpoint().desk().login();
  }

  /**
   * Authenticates and sends.
   *
   * @param send gets the request as it is to go out
   * @return with what {@code send} gives, or why there is no session; on the delivery thread
   */
  CompletionStage<DeliveryResult> with(
      WebhookRequest request, Function<WebhookRequest, CompletionStage<DeliveryResult>> send) {
    return switch (way) {
      case Login.Headers _ -> send.apply(request);
      case Login.Hmac hmac -> send.apply(signed(request, hmac));
      case Login.Session session ->
          token(session)
              .thenComposeAsync(
                  opened ->
                      opened instanceof Accepted(int _, String given)
                          ? send.apply(request.with(session.header(), new Secret(given)))
                          : CompletableFuture.completedFuture(opened),
                  delivery);
    };
  }

  /** The session that this request was sent in is over. */
  void over(WebhookRequest sent) {
    if (way instanceof Login.Session session) {
      Optional.ofNullable(sent.headers().get(session.header()))
          .filter(used -> used.reveal().equals(token))
          .ifPresent(_ -> token = "");
    }
  }

  private CompletionStage<DeliveryResult> token(Login.Session session) {
    Instant now = clock.instant();
    if (!token.isEmpty() && now.isBefore(over)) {
      return CompletableFuture.completedFuture(new Accepted(token));
    }
    if (opening.isEmpty()) {
      WebhookRequest first = requests.opening(session);
      opening =
          Optional.of(
              sender
                  .send(first)
                  .thenApply(result -> rules.readable(result, first))
                  .thenApplyAsync(result -> opened(session, result, now), delivery));
    }
    return opening.get();
  }

  private DeliveryResult opened(Login.Session session, DeliveryResult result, Instant asked) {
    opening = Optional.empty();
    if (result instanceof Failed) {
      return result;
    }
    Object answer = TicketInput.json(result.response().orElseThrow().body());
    String given = said(session.token(), answer);
    if (given.isEmpty()) {
      return new Rejected("no_session", "the desk's answer to the login holds no token");
    }
    token = given;
    over =
        session
            .lasts()
            .flatMap(lasts -> TokenLife.of(said(lasts, answer)))
            .map(asked::plus)
            .orElse(Instant.MAX);
    return new Accepted(given);
  }

  private String said(String expression, Object answer) {
    return requests
        .mapping()
        .of(expression, answer, Map.of())
        .map(value -> Tree.of(value).text())
        .orElse("");
  }

  private static WebhookRequest signed(WebhookRequest request, Login.Hmac hmac) {
    String path = request.url().getRawPath();
    int root = path.indexOf(hmac.root());
    String seen = root < 0 ? path : path.substring(root + hmac.root().length());
    String text = hmac.text().replace("{method}", request.method()).replace("{path}", seen);
    byte[] id = (hmac.id().reveal() + ":").getBytes(UTF_8);
    byte[] digest =
        Digests.hmac("HmacSHA256", hmac.key().reveal().getBytes(UTF_8), text.getBytes(UTF_8));
    byte[] both = new byte[id.length + digest.length];
    System.arraycopy(id, 0, both, 0, id.length);
    System.arraycopy(digest, 0, both, id.length, digest.length);
    return request.with(hmac.header(), new Secret(Base64.getEncoder().encodeToString(both)));
  }

  /** Tells the desk that the session is not needed any more; its answer does not matter. */
  void close() {
    if (way instanceof Login.Session session && !token.isEmpty()) {
      Secret last = new Secret(token);
      token = "";
      session
          .close()
          .map(path -> requests.plain("GET", path, new TreeMap<>()))
          .ifPresent(request -> sender.send(request.with(session.header(), last)));
    }
  }
}
