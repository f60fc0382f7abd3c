package dev.forebell.collector.app.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * What the collector reports, as its users get it: opened incidents from its live stream, and the
 * webhooks of a desk. Times are of {@link System#nanoTime()}.
 */
final class Reported implements AutoCloseable {
  /** An incident was opened. */
  record Opening(String incident, String host, String rule, long nanos) {}

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer desk;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Opening> openings = new CopyOnWriteArrayList<>();
  private final Map<String, Long> tickets = new ConcurrentHashMap<>();

  private Reported(HttpServer desk) {
    this.desk = desk;
  }

  /** Opens the desk. */
  static Reported open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    Reported reported = new Reported(server);
    server.createContext(
        "/",
        exchange -> {
          long now = System.nanoTime();
          byte[] body = exchange.getRequestBody().readAllBytes();
          String id = reported.json.readTree(body).at("/data/incident/id").asText();
          reported.tickets.putIfAbsent(id, now);
          byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          try (exchange) {
            exchange.getResponseBody().write(answer);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return reported;
  }

  /** Where the desk takes webhooks. */
  URI desk() {
    return URI.create("http://127.0.0.1:" + desk.getAddress().getPort() + "/tickets");
  }

  /** Listens to the live stream from now on. */
  void listen(URI console) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> stream =
        http.send(
            HttpRequest.newBuilder(console.resolve("/api/v1/events?of=incidents")).build(),
            HttpResponse.BodyHandlers.ofLines());
    if (stream.statusCode() != 200) {
      throw new IOException("the collector's stream answered " + stream.statusCode());
    }
    Thread.ofVirtual().name("reported").start(() -> read(stream.body()));
  }

  private void read(Stream<String> lines) {
    try (lines) {
      lines
          .filter(line -> line.startsWith("data:"))
          .forEach(line -> event(line.substring("data:".length()).strip(), System.nanoTime()));
    } catch (UncheckedIOException ended) {
      // The collector went away with the simulation.
      return;
    }
  }

  private void event(String text, long nanos) {
    try {
      JsonNode event = json.readTree(text);
      if (event.path("event").asText().equals("incident.opened")) {
        JsonNode incident = event.path("incident");
        openings.add(
            new Opening(
                incident.path("id").asText(),
                incident.path("host").asText(),
                incident.path("rule").asText(),
                nanos));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that was opened so far, in order. */
  List<Opening> openings() {
    return new ArrayList<>(openings);
  }

  /** When the first webhook of an incident came. */
  Optional<Long> ticket(String incident) {
    return Optional.ofNullable(tickets.get(incident));
  }

  int tickets() {
    return tickets.size();
  }

  @Override
  public void close() {
    http.shutdownNow();
    desk.stop(0);
  }
}
