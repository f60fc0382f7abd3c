package dev.forebell.collector.ingest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The port for agents on other machines: TLS, the agents' endpoint and one word of health. Nothing
 * that people use is served here, so nothing here needs a login.
 */
public final class SecurePort implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SecurePort.class.getName());
  private static final String HEALTH = "/healthz";

  private final HttpServer server;
  private final AgentEndpoint agents;
  private final BooleanSupplier healthy;
  private final UpgradeGuard guard;
  private volatile Predicate<HttpServerRequest> guests = _ -> false;

  private SecurePort(
      Vertx vertx, HttpServerOptions options, AgentEndpoint agents, BooleanSupplier healthy) {
    this.agents = agents;
    this.healthy = healthy;
    AgentSettings settings = agents.settings();
    this.guard = new UpgradeGuard(vertx, settings.upgradeWithin(), settings.waitingOfOne());
    this.server =
        vertx
            .createHttpServer(options)
            .connectionHandler(guard::opened)
            .exceptionHandler(this::refused)
            .requestHandler(this::request);
  }

  /**
   * Opens the port.
   *
   * @param healthy what {@code /healthz} answers
   * @return failed if the port cannot be opened or the TLS cannot be used
   */
  public static Future<SecurePort> open(
      Vertx vertx,
      String address,
      int port,
      ServerTls tls,
      AgentEndpoint agents,
      BooleanSupplier healthy) {
    return open(vertx, address, port, tls, agents, healthy, ServerTls.boring());
  }

  static Future<SecurePort> open(
      Vertx vertx,
      String address,
      int port,
      ServerTls tls,
      AgentEndpoint agents,
      BooleanSupplier healthy,
      boolean boring) {
    HttpServerOptions options =
        AgentServerOptions.create(agents.settings())
            .setHost(address)
            .setPort(port)
            .setSslEngineOptions(ServerTls.engine(boring));
    tls.into(options);
    SecurePort secure = new SecurePort(vertx, options, agents, healthy);
    return secure.server.listen().map(secure);
  }

  private void request(HttpServerRequest request) {
    if (agents.serves(request.path())) {
      agents.handle(request, () -> guard.settled(request.connection()));
      return;
    }
    if (guests.test(request)) {
      return;
    }
    boolean health = HEALTH.equals(request.path());
    boolean good = health && healthy.getAsBoolean();
    String word = health ? good ? "ok" : "failing" : "nothing here but agents";
    var _ =
        request
            .response()
            .setStatusCode(good ? 200 : health ? 503 : 404)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
            .end(word + "\n");
  }

  private void refused(Throwable failure) {
    TlsRefusal why = TlsRefusal.of(failure);
    agents.counters().tls(why);
    LOG.log(System.Logger.Level.DEBUG, "TLS with an agent failed: {0}: {1}", why.id(), failure);
  }

  /**
   * Shows another certificate to whoever connects from now on; open sessions stay.
   *
   * @return failed, with the old one in force, if it cannot be used
   */
  public Future<Boolean> show(ServerTls tls) {
    return server.updateSSLOptions(tls.renewed(), true);
  }

  /**
   * Serves others than agents too, who prove who they are with every request. Their connections are
   * not kept longer than those of agents that never say what they want.
   *
   * @param others takes a request that is for it; whether it was
   */
  public void alsoServes(Predicate<HttpServerRequest> others) {
    guests = others;
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Connections that are not upgraded. */
  int waiting() {
    return guard.waiting();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
