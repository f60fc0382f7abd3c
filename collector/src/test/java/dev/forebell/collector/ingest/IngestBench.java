package dev.forebell.collector.ingest;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A real server with the agents' endpoint on an ephemeral port. */
final class IngestBench implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final RecordingSink sink = new RecordingSink();
  final IngestCounters counters = new IngestCounters();
  final AgentRegistry registry;
  final AgentEndpoint endpoint;
  private final HttpServer server;

  IngestBench(AgentSettings settings) throws Exception {
    this(settings, AgentServerOptions.create(settings));
  }

  IngestBench(AgentSettings settings, HttpServerOptions options) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "ingest");
    registry = AgentRegistry.open(folder);
    endpoint = new AgentEndpoint(vertx, settings, registry, sink, counters, InstantSource.system());
    server =
        TestAgent.await(
            vertx
                .createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .requestHandler(endpoint)
                .listen());
  }

  static AgentSettings quick(Duration hello, Duration silence) {
    AgentSettings d = AgentSettings.DEFAULT;
    return new AgentSettings(
        d.wire(),
        d.connections(),
        d.acceptPerSecond(),
        d.acceptAtOnce(),
        hello,
        silence,
        d.lanes(),
        d.inboxMessages(),
        d.queuedBytes());
  }

  int port() {
    return server.actualPort();
  }

  static AgentIdentity identity(String host) {
    return new AgentIdentity(
        new HostId(host), new CustomerId("acme"), new SiteId("hq"), HostKind.SERVER);
  }

  String key(String host) throws Exception {
    return registry.add(identity(host)).reveal();
  }

  TestAgent agent(String host) throws Exception {
    return TestAgent.connect(vertx, port(), key(host));
  }

  @Override
  public void close() {
    endpoint.close();
    TestAgent.await(vertx.close());
  }
}
