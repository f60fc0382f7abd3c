package dev.forebell.collector.app;

import dev.forebell.collector.api.ApiParts;
import dev.forebell.collector.api.ApiRoutes;
import dev.forebell.collector.api.RowClocks;
import dev.forebell.collector.api.ScrapeRoutes;
import dev.forebell.collector.config.CollectorConfig;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.console.ConsoleRoutes;
import dev.forebell.collector.console.ConsoleSettings;
import dev.forebell.collector.deliver.DeskNews;
import dev.forebell.collector.deliver.HookRoute;
import dev.forebell.collector.ingest.AgentEndpoint;
import dev.forebell.collector.ingest.AgentServerOptions;
import dev.forebell.collector.ingest.AgentSettings;
import dev.forebell.collector.intake.IntakeDoor;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.metrics.MetricsPage;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.common.model.HostId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** The port on loopback: the API, the board, /metrics and this machine's agents. */
final class HttpFront implements AutoCloseable {
  private final HttpServer server;
  private final AgentEndpoint agents;
  private final Predicate<HttpServerRequest> guests;
  private final ApiRoutes api;
  private final String host;

  private HttpFront(
      HttpServer server,
      AgentEndpoint agents,
      Predicate<HttpServerRequest> guests,
      ApiRoutes api,
      String host) {
    this.server = server;
    this.agents = agents;
    this.guests = guests;
    this.api = api;
    this.host = host;
  }

  /** Opens the port; who connects from here on is served. */
  static HttpFront open(Vertx vertx, HttpParts parts) throws StartRefused {
    AgentSettings settings = AgentSettings.DEFAULT;
    AgentEndpoint agents =
        new AgentEndpoint(
            vertx,
            settings,
            parts.directory(),
            Optional.of(parts.enrolment()),
            parts.agents(),
            parts.ingest(),
            parts.live().clock());
    CallRoute calls = new CallRoute(parts.callbacks(), parts.commands());
    HookRoute hooks =
        new HookRoute(
            vertx,
            new DeskNews(parts.live().ledger().outbox(), parts.commands(), parts.live().clock()),
            () -> parts.live().configuration().webhooks(),
            parts.live().clock());
    Router router = Router.router(vertx);
    ApiParts apiParts = apiParts(parts);
    ApiRoutes api = join(ApiRoutes.mount(vertx, router, apiParts));
    ConsoleRoutes.mount(router, new ConsoleSettings(parts.options().demoDesk()));

    CollectorConfig configured = parts.live().configuration().collector();
    int port = parts.options().port().orElse(configured.port());
    HttpServer server =
        vertx
            .createHttpServer(
                AgentServerOptions.create(settings).setHost(configured.address()).setPort(port))
            .requestHandler(
                request -> route(request, agents, calls, hooks, parts.intake(), router));
    try {
      join(server.listen());
    } catch (CompletionException e) {
      agents.close();
      throw new StartRefused(
          List.of(
              "port "
                  + port
                  + " on "
                  + configured.address()
                  + " cannot be opened ("
                  + Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("in use")
                  + "); name another with --port, 0 for any free one"));
    }
    return new HttpFront(server, agents, guests(vertx, parts, apiParts), api, configured.address());
  }

  /** What other machines' programs get on the agents' port, each with a token. */
  private static Predicate<HttpServerRequest> guests(
      Vertx vertx, HttpParts parts, ApiParts apiParts) {
    Predicate<HttpServerRequest> metrics =
        ScrapeRoutes.mount(
            vertx,
            apiParts,
            new MetricsReaders(() -> parts.live().configuration().collector().readers(), false));
    return request -> parts.intake().serves(request) || metrics.test(request);
  }

  private static void route(
      HttpServerRequest request,
      AgentEndpoint agents,
      CallRoute calls,
      HookRoute hooks,
      IntakeDoor intake,
      Router router) {
    if (agents.serves(request.path())) {
      agents.handle(request);
    } else if (CallRoute.serves(request.path())) {
      calls.handle(request);
    } else if (HookRoute.serves(request.path())) {
      hooks.handle(request);
    } else if (!intake.serves(request)) {
      router.handle(request);
    }
  }

  private static ApiParts apiParts(HttpParts parts) {
    LiveParts live = parts.live();
    CollectorMeters meters = parts.meters();
    CustomerBook customers = () -> customers(live.configuration());
    MetricsPage metrics =
        new MetricsPage(
            meters,
            live.board(),
            live.ledger().incidents(),
            new RowClocks(),
            customers,
            parts.delivery().counters(),
            live.ledger().outbox(),
            live.clock());
    return new ApiParts(
        live.ledger().incidents(),
        live.ledger().feed(),
        parts.commands(),
        new LiveSuppressions(parts.queue(), customers, live.ledger()::suppressions),
        new LedgerShadow(live.ledger().incidents(), customers),
        parts.book(),
        live.board(),
        live.ledger().outbox(),
        customers,
        parts.configuration(),
        live.health(),
        metrics,
        new MetricsReaders(() -> live.configuration().collector().readers(), true),
        meters,
        live.clock());
  }

  private static List<dev.forebell.collector.engine.customer.CustomerConfig> customers(
      Configuration configuration) {
    return List.copyOf(configuration.customers().values());
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  URI address() {
    return URI.create("http://" + host + ":" + server.actualPort());
  }

  AgentEndpoint agents() {
    return agents;
  }

  /** Takes a request of another machine's program on the agents' port; whether it was one. */
  Predicate<HttpServerRequest> guests() {
    return guests;
  }

  void afterArrived(HostId about, Runnable then) {
    agents.afterArrived(about, then);
  }

  /** Agents are told to come back in a moment, then the port closes. */
  @Override
  public void close() {
    agents.close();
    api.close();
    join(server.close());
  }
}
