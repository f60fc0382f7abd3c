package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

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

  private final Vertx vertx;
  // All requests and their connections live on one event loop: no request is handed to another.
  private final Context loop;
  private final Connections connections;
  // As many as the configuration has.
  private final Map<List<String>, SsrfGuard> guards = new ConcurrentHashMap<>();
  private final Resolver resolver;
  private final InstantSource clock;

  public WebhookSender(Vertx vertx, InstantSource clock) {
    this(vertx, clock, host -> List.of(InetAddress.getAllByName(host)));
  }

  WebhookSender(Vertx vertx, InstantSource clock, Resolver resolver) {
    this.vertx = vertx;
    this.clock = clock;
    this.resolver = resolver;
    this.loop = vertx.getOrCreateContext();
    this.connections = new Connections(vertx);
  }

  @Override
  public CompletionStage<DeliveryResult> send(WebhookRequest request) {
    CompletableFuture<DeliveryResult> result = new CompletableFuture<>();
    try {
      loop.runOnContext(_ -> begin(request, result));
    } catch (RejectedExecutionException _) {
      result.complete(Exchange.stopped());
    }
    return result;
  }

  private void begin(WebhookRequest request, CompletableFuture<DeliveryResult> result) {
    long timer =
        vertx.setTimer(
            Math.max(1, request.timeout().toMillis()), id -> result.complete(timedOut(request)));
    CompletableFuture<DeliveryResult> unused =
        result.whenComplete((done, failure) -> vertx.cancelTimer(timer));
    if (request.route().proxy().isPresent()) {
      // The proxy connects: what it may reach is for it to say.
      new Exchange(connections, clock, request, result).start(Optional.empty());
      return;
    }
    SsrfGuard guard = guards.computeIfAbsent(request.route().allow(), SsrfGuard::new);
    String host = AddressOfHost.plain(request.url());
    guard
        .hostProblem(host)
        .ifPresentOrElse(
            problem -> result.complete(refused(problem)),
            () -> resolveAndSend(request, guard, host, result));
  }

  // An address is known without asking anybody.
  private void resolveAndSend(
      WebhookRequest request,
      SsrfGuard guard,
      String host,
      CompletableFuture<DeliveryResult> result) {
    AddressOfHost.literal(host)
        .map(address -> Future.succeededFuture(List.of(address)))
        .orElseGet(() -> loop.executeBlocking(() -> resolver.resolve(host), false))
        .onSuccess(
            addresses ->
                addresses.stream()
                    .filter(address -> guard.permits(address.getAddress()))
                    .findFirst()
                    .ifPresentOrElse(
                        address ->
                            new Exchange(connections, clock, request, result)
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
    connections.close();
  }
}
