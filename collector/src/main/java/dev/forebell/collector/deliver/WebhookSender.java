package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends one request to a checked address. Never follows a redirect, never reads more than {@link
 * #MOST_ANSWER_BYTES} of an answer ({@link #MOST_LIST_BYTES} where it only asks), never lasts
 * longer than the request's time-out. Thread-safe, never blocks the caller.
 */
public final class WebhookSender implements WebhookTransport, AutoCloseable {
  /** What is read of an answer to a change; the rest is cut off. */
  public static final int MOST_ANSWER_BYTES = 64 * 1024;

  /** What is read of an answer to a question: lists of tickets and notes are long. */
  public static final int MOST_LIST_BYTES = 1024 * 1024;

  private static final int MOST_CONNECTIONS = 64;

  private final Vertx vertx;
  private final HttpClient client;
  private final Resolver resolver;
  private final InstantSource clock;

  public WebhookSender(Vertx vertx, InstantSource clock) {
    this(vertx, clock, host -> List.of(InetAddress.getAllByName(host)));
  }

  WebhookSender(Vertx vertx, InstantSource clock, Resolver resolver) {
    this.vertx = vertx;
    this.clock = clock;
    this.resolver = resolver;
    // No keep-alive: a connection that the desk closed meanwhile would cost a retry, and the next
    // request must go to an address that is checked anew.
    HttpClientOptions options =
        new HttpClientOptions().setKeepAlive(false).setDecompressionSupported(false);
    this.client =
        vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
  }

  @Override
  public CompletionStage<DeliveryResult> send(WebhookRequest request) {
    CompletableFuture<DeliveryResult> result = new CompletableFuture<>();
    long timer =
        vertx.setTimer(
            Math.max(1, request.timeout().toMillis()), id -> result.complete(timedOut(request)));
    CompletionStage<DeliveryResult> ended =
        result.whenComplete((done, failure) -> vertx.cancelTimer(timer));
    if (request.route().proxy().isPresent()) {
      // The proxy connects: what it may reach is for it to say.
      new Exchange(client, clock, request, result).start(Optional.empty());
      return ended;
    }
    SsrfGuard guard = new SsrfGuard(request.route().allow());
    String host = AddressOfHost.plain(request.url());
    guard
        .hostProblem(host)
        .ifPresentOrElse(
            problem -> result.complete(refused(problem)),
            () -> resolveAndSend(request, guard, host, result));
    return ended;
  }

  private void resolveAndSend(
      WebhookRequest request,
      SsrfGuard guard,
      String host,
      CompletableFuture<DeliveryResult> result) {
    vertx
        .executeBlocking(() -> resolver.resolve(host), false)
        .onSuccess(
            addresses ->
                addresses.stream()
                    .filter(address -> guard.permits(address.getAddress()))
                    .findFirst()
                    .ifPresentOrElse(
                        address ->
                            new Exchange(client, clock, request, result)
                                .start(Optional.of(address)),
                        () -> result.complete(refused(notPublic(host, addresses)))))
        .onFailure(failure -> result.complete(unresolved(host, failure)));
  }

  private static String notPublic(String host, List<InetAddress> addresses) {
    Optional<String> first = addresses.stream().map(InetAddress::getHostAddress).findFirst();
    return "'"
        + host
        + "' is at "
        + first.orElse("no address")
        + ", which is not public; name its range under allow if that is meant";
  }

  private static DeliveryResult refused(String detail) {
    return new Rejected("address_refused", detail);
  }

  private static DeliveryResult unresolved(String host, Throwable failure) {
    String detail =
        failure instanceof UnknownHostException
            ? "'" + host + "' has no address"
            : Failures.text(failure);
    return new Retry(DeliveryResult.NOT_RESOLVED, detail, Optional.empty());
  }

  private static DeliveryResult timedOut(WebhookRequest request) {
    return new Retry(
        "timeout",
        request.place() + " did not answer in full within " + request.timeout().toMillis() + " ms",
        Optional.empty());
  }

  @Override
  public void close() {
    client.close();
  }
}
