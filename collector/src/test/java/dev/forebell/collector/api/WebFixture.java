package dev.forebell.collector.api;

import dev.forebell.collector.engine.customer.Commitments;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Estate;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.engine.customer.Site;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.port.ConfigurationControl;
import dev.forebell.collector.port.Health;
import dev.forebell.collector.port.HttpObserver;
import dev.forebell.collector.port.MetricsAccess;
import dev.forebell.collector.port.MetricsSource;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.ShadowReport;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real server with the real routes on an ephemeral loopback port; the ports are in memory. */
public final class WebFixture implements AutoCloseable {
  /** What the server counted: {@code operation status}. */
  public final LinkedBlockingQueue<String> observed = new LinkedBlockingQueue<>();

  public final MemoryIncidents incidents = new MemoryIncidents();
  public final MemorySuppressions suppressions = new MemorySuppressions();
  public final SampleFleet fleet = new SampleFleet();
  private final Vertx vertx = Vertx.vertx();
  private final Router router = Router.router(vertx);
  private final ApiRoutes api;
  private final HttpServer server;
  private volatile ConfigurationControl.Outcome reload =
      new ConfigurationControl.Outcome.Loaded("v1");
  private volatile boolean ready = true;
  private volatile MetricsAccess readers = token -> new MetricsAccess.Verdict.Everything();

  private WebFixture(int port, Consumer<Router> more) {
    api = await(ApiRoutes.mount(vertx, router, parts()).toCompletionStage().toCompletableFuture());
    more.accept(router);
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture());
  }

  /** On a free port, with the interface alone. */
  public static WebFixture start() {
    return start(0, router -> {});
  }

  /** On this port (0: a free one), with more routes behind the interface's guards. */
  public static WebFixture start(int port, Consumer<Router> more) {
    return new WebFixture(port, more);
  }

  private static <T> T await(CompletableFuture<T> stage) {
    return stage.orTimeout(30, TimeUnit.SECONDS).join();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public int port() {
    return server.actualPort();
  }

  /** What the next reload answers. */
  public void reloadAnswers(ConfigurationControl.Outcome outcome) {
    reload = outcome;
  }

  /** Who may read metrics from now on. */
  public void readers(MetricsAccess now) {
    readers = now;
  }

  public void ready(boolean now) {
    ready = now;
  }

  private ApiParts parts() {
    return new ApiParts(
        incidents,
        incidents,
        incidents,
        suppressions,
        (customer, from, to) -> new ShadowReport(customer, from, to, List.of(), List.of()),
        new NoAgents(),
        fleet,
        outbox(),
        () -> List.of(customer()),
        () -> CompletableFuture.completedStage(reload),
        health(),
        metrics(),
        token -> readers.admit(token),
        observer(),
        InstantSource.system());
  }

  private HttpObserver observer() {
    return new HttpObserver() {
      @Override
      public void answered(String operation, int status, Duration took) {
        observed.add(operation + " " + status);
      }

      @Override
      public void streamOpened() {
        observed.add("stream opened");
      }

      @Override
      public void streamClosed(boolean tooSlow) {
        observed.add(tooSlow ? "stream dropped" : "stream closed");
      }
    };
  }

  private Health health() {
    return new Health() {
      @Override
      public Report live() {
        return new Report(List.of(new Check("process", true, "It answers.")));
      }

      @Override
      public Report ready() {
        return new Report(List.of(new Check("ledger", ready, "Commits.")));
      }
    };
  }

  /** Says what it was asked for. */
  private static MetricsSource metrics() {
    return (scrape, out) -> {
      String asked =
          "forebell_up{names=\"%s\",format=\"%s\",customer=\"%s\"} 1\n"
              .formatted(
                  scrape.names(),
                  scrape.format(),
                  scrape.customer().map(CustomerId::value).orElse("all"));
      out.write(asked.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Only dead letters are asked here; anything else is a mistake of the routes. */
  private static Outbox outbox() {
    OutboxMessage message =
        new OutboxMessage(
            "msg-1",
            "desk",
            new IncidentId("INC-ACME-2026-1"),
            new CustomerId("acme"),
            1,
            "incident.opened",
            "{\"event\":\"incident.opened\"}",
            Instant.EPOCH);
    Outbox.DeadLetter letter =
        new Outbox.DeadLetter(
            new Outbox.Pending(7, message, 3, "http_403: no right", true),
            Instant.parse("2026-11-21T09:00:00Z"));
    InvocationHandler answers =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "deadLetters" ->
                  passes((Outbox.DeadFilter) arguments[0]) ? List.of(letter) : List.of();
              case "deadLetter" -> Optional.of(letter).filter(_ -> arguments[0].equals(7L));
              case "replay" -> arguments[0].equals(7L);
              case "replayAll" -> passes((Outbox.DeadFilter) arguments[0]) ? 1 : 0;
              default -> throw new UnsupportedOperationException(method.getName());
            };
    return (Outbox)
        Proxy.newProxyInstance(
            WebFixture.class.getClassLoader(), new Class<?>[] {Outbox.class}, answers);
  }

  private static boolean passes(Outbox.DeadFilter which) {
    return which.endpoint().stream().allMatch("desk"::equals)
        && which.code().stream().allMatch("http_403"::equals)
        && which.customer().isEmpty();
  }

  private static CustomerConfig customer() {
    TreeMap<SiteId, Site> sites = new TreeMap<>();
    sites.put(new SiteId("hq"), new Site(new SiteId("hq"), true));
    TreeMap<ServiceId, Service> services = new TreeMap<>();
    services.put(
        new ServiceId("desktops"),
        new Service(
            new ServiceId("desktops"),
            true,
            1,
            List.of(new HostId("vdi-01")),
            61,
            List.of(),
            Optional.empty()));
    return new CustomerConfig(
        new CustomerId("acme"),
        "ACME",
        ZoneId.of("Asia/Shanghai"),
        61,
        0.5,
        new TreeSet<>(),
        List.of("desk"),
        CustomerConfig.Mode.LIVE,
        new Estate(sites, new TreeMap<>(), services, List.of(), Topology.NONE),
        Commitments.named("premium", Commitments.PREVENT_WITHIN),
        Suppressions.NONE,
        new TreeMap<>(),
        Language.EN,
        Roster.NONE,
        "v1");
  }

  @Override
  public void close() {
    api.close();
    await(vertx.close().toCompletionStage().toCompletableFuture());
  }
}
