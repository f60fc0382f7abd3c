package dev.forebell.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A desk that outlives the collector: keeps every request, and makes one ticket per webhook-id. */
final class RecordingDesk implements AutoCloseable {
  /** One request as it came. */
  record Received(String webhookId, JsonNode body) {
    String event() {
      return body.path("type").asText();
    }

    String incident() {
      return body.path("data").path("incident").path("id").asText();
    }
  }

  private final HttpServer server;
  private final List<Received> received = new ArrayList<>();
  private final Map<String, String> tickets = new LinkedHashMap<>();

  RecordingDesk() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode body = Running.JSON.readTree(exchange.getRequestBody().readAllBytes());
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    byte[] answer;
    synchronized (this) {
      received.add(new Received(id, body));
      String ticket = tickets.computeIfAbsent(id, key -> "T-" + (tickets.size() + 1));
      answer = ("{\"id\":\"" + ticket + "\"}").getBytes(StandardCharsets.UTF_8);
    }
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
