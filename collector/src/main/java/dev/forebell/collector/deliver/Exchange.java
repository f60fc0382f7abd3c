package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Gone;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Response;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.TlsFailure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One request and its answer, on the address it was checked for. */
final class Exchange {
  /** What codes of an answer's status begin with. */
  static final String STATUS = "http_";

  private final Connections connections;
  private final InstantSource clock;
  private final WebhookRequest request;
  private final CompletableFuture<DeliveryResult> result;
  private final Buffer answer = Buffer.buffer();
  private boolean complete;

  Exchange(
      Connections connections,
      InstantSource clock,
      WebhookRequest request,
      CompletableFuture<DeliveryResult> result) {
    this.connections = connections;
    this.clock = clock;
    this.request = request;
    this.result = result;
  }

  /** To a checked address; empty: to the request's proxy. */
  void start(Optional<InetAddress> address) {
    request(address, request.repeatable());
  }

  private void request(Optional<InetAddress> address, boolean kept) {
    Future<HttpClientRequest> connected;
    try {
      connected = connections.client(kept).request(options(address));
    } catch (IllegalArgumentException malformed) {
      result.complete(new Rejected("bad_request", Failures.text(malformed)));
      return;
    } catch (IllegalStateException closed) {
      result.complete(stopped());
      return;
    }
    connected.onFailure(this::notConnected).onSuccess(sending -> send(sending, address));
  }

  static Retry stopped() {
    return new Retry("stopped", "the collector stops", Optional.empty());
  }

  // The name stays in Host and SNI. The connection goes to the address that was checked, as its
  // digits: an address that remembers its name would be resolved once more.
  private RequestOptions options(Optional<InetAddress> address) {
    int port = AddressOfHost.port(request.url());
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(AddressOfHost.plain(request.url()))
            .setPort(port)
            .setSsl(AddressOfHost.isSecure(request.url()))
            .setURI(target())
            .setFollowRedirects(false)
            .setConnectTimeout(Math.max(1, request.timeout().toMillis()));
    address.ifPresent(
        to -> options.setServer(SocketAddress.inetSocketAddress(port, to.getHostAddress())));
    request.route().proxy().ifPresent(proxy -> options.setProxyOptions(options(proxy)));
    request
        .route()
        .authority()
        .filter(_ -> AddressOfHost.isSecure(request.url()))
        .ifPresent(file -> options.setSslOptions(trusting(file)));
    user().ifPresent(header -> options.putHeader("Authorization", header));
    request.headers().forEach((name, value) -> options.putHeader(name, value.reveal()));
    return options;
  }

  private static ProxyOptions options(Route.Proxy proxy) {
    ProxyOptions options = new ProxyOptions().setHost(proxy.host()).setPort(proxy.port());
    proxy
        .login()
        .ifPresent(
            login -> options.setUsername(login.user()).setPassword(login.password().reveal()));
    return options;
  }

  private static ClientSSLOptions trusting(String authority) {
    return new ClientSSLOptions()
        .setHostnameVerificationAlgorithm("HTTPS")
        .setTrustOptions(new PemTrustOptions().addCertPath(authority));
  }

  private String target() {
    String path = request.url().getRawPath();
    String query = Optional.ofNullable(request.url().getRawQuery()).map(q -> "?" + q).orElse("");
    return (path.isEmpty() ? "/" : path) + query;
  }

  private Optional<String> user() {
    return Optional.ofNullable(request.url().getUserInfo())
        .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
  }

  private void send(HttpClientRequest sending, Optional<InetAddress> address) {
    if (result.isDone()) { // timed out while it connected
      sending.connection().close();
      return;
    }
    boolean usedBefore = connections.isProven(sending.connection());
    // Who ends the exchange before its answer is complete, time-out included, ends the connection.
    // Later it may be somebody else's.
    CompletableFuture<Void> unused =
        result.thenAccept(
            done -> {
              if (!complete) {
                sending.connection().close();
              }
            });
    request
        .body()
        .map(body -> sending.send(Buffer.buffer(body)))
        .orElseGet(sending::send)
        .onFailure(failure -> unanswered(failure, usedBefore, address))
        .onSuccess(response -> read(response, sending.connection()));
  }

  // A desk closes what it kept for long enough, and may do so just now: that is no failure of the
  // desk, so it is asked again at once. Only what may reach it twice goes over such connections.
  private void unanswered(Throwable failure, boolean usedBefore, Optional<InetAddress> address) {
    if (usedBefore && !result.isDone()) {
      request(address, false);
    } else {
      failed(failure);
    }
  }

  private void read(HttpClientResponse response, HttpConnection connection) {
    response.exceptionHandler(this::failed);
    response.endHandler(
        end -> {
          DeliveryResult verdict = verdict(response);
          complete = true;
          connections.answered(connection, verdict instanceof Accepted);
          result.complete(verdict);
        });
    int most =
        request.method().equals("GET")
            ? WebhookSender.MOST_LIST_BYTES
            : WebhookSender.MOST_ANSWER_BYTES;
    response.handler(
        part -> {
          answer.appendBuffer(part, 0, Math.min(part.length(), most - answer.length()));
          if (answer.length() >= most) {
            result.complete(verdict(response));
          }
        });
  }

  private DeliveryResult verdict(HttpClientResponse response) {
    int status = response.statusCode();
    String body = answer.toString(UTF_8);
    if (status >= 200 && status < 300) {
      return new Accepted(status, body);
    }
    String code = STATUS + status;
    String detail = Failures.line(request.place() + " answered: " + where(response) + body);
    Optional<Response> said = Optional.of(new Response(status, body));
    return switch (status) {
      case 410 -> new Gone(code, detail, said);
      case 408, 425, 429 -> new Retry(code, detail, after(response), said);
      default ->
          status >= 500
              ? new Retry(code, detail, after(response), said)
              : new Rejected(code, detail, said);
    };
  }

  private static String where(HttpClientResponse response) {
    return response.statusCode() / 100 == 3
        ? Optional.ofNullable(response.getHeader("Location"))
            .map(place -> "go to " + place.replaceFirst("[?#].*", "") + " ")
            .orElse("")
        : "";
  }

  private Optional<Duration> after(HttpClientResponse response) {
    return Optional.ofNullable(response.getHeader("Retry-After"))
        .flatMap(header -> RetryAfter.parse(header, clock.instant()));
  }

  private void notConnected(Throwable failure) {
    TlsFailure.words(failure)
        .ifPresentOrElse(
            words ->
                result.complete(
                    new Retry(
                        DeliveryResult.TLS, request.place() + ": " + words, Optional.empty())),
            () -> failed(DeliveryResult.NOT_CONNECTED, failure));
  }

  private void failed(Throwable failure) {
    failed("connection", failure);
  }

  private void failed(String code, Throwable failure) {
    result.complete(
        new Retry(code, request.place() + ": " + Failures.text(failure), Optional.empty()));
  }
}
