package dev.forebell.collector.app.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A running collector seen from outside: its committed events as they arrive, and its answers. */
final class CollectorWatch implements AutoCloseable {
  /** An event and when it reached us, by {@link System#nanoTime()}. */
  record Seen(JsonNode event, long nanos) {}

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI collector;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<Seen> seen = new ArrayList<>();

  private CollectorWatch(URI collector) {
    this.collector = collector;
  }

  /** Connects and listens from now on. */
  static CollectorWatch open(URI collector) throws IOException, InterruptedException {
    CollectorWatch watch = new CollectorWatch(collector);
    HttpResponse<Stream<String>> stream =
        watch.http.send(
            HttpRequest.newBuilder(collector.resolve("/api/v1/events")).build(),
            BodyHandlers.ofLines());
    if (stream.statusCode() != 200) {
      throw new IOException("the collector at " + collector + " answered " + stream.statusCode());
    }
    Thread.ofVirtual().name("drill-events").start(() -> watch.read(stream.body()));
    return watch;
  }

  private void read(Stream<String> lines) {
    StringBuilder name = new StringBuilder();
    try (lines) {
      lines.forEach(
          line -> {
            if (line.startsWith("event:")) {
              name.setLength(0);
              name.append(line.substring(6).strip());
            } else if (line.startsWith("data:") && name.toString().equals("incident")) {
              add(line.substring(5).strip());
            }
          });
    } catch (UncheckedIOException e) {
      // The stream ended with the drill, or with the collector: then the next awaited step says so.
      return;
    }
  }

  private void add(String data) {
    lock.lock();
    try {
      seen.add(new Seen(json.readTree(data), System.nanoTime()));
      arrived.signalAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  /** The first event that matches, waiting for it if need be. */
  Optional<Seen> await(Predicate<Seen> matches, Duration within) throws InterruptedException {
    long left = within.toNanos();
    lock.lock();
    try {
      while (true) {
        Optional<Seen> found = seen.stream().filter(matches).findFirst();
        if (found.isPresent() || left <= 0) {
          return found;
        }
        left = arrived.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** When a host's link was first seen in a state, by {@link System#nanoTime()}. */
  Optional<Long> awaitLink(String host, String state, Duration within)
      throws IOException, InterruptedException {
    return awaitThat(
        () -> get("/api/v1/hosts/" + host).path("link").asText().equals(state), within);
  }

  /** A question to the outside. */
  interface Look {
    boolean sees() throws IOException, InterruptedException;
  }

  /** When the answer was first yes: asked again at every event, and at least every 20 ms. */
  Optional<Long> awaitThat(Look look, Duration within) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (deadline - System.nanoTime() > 0) {
      if (look.sees()) {
        return Optional.of(System.nanoTime());
      }
      lock.lock();
      try {
        arrived.awaitNanos(LOOK.toNanos());
      } finally {
        lock.unlock();
      }
    }
    return Optional.empty();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return get(collector.resolve(path));
  }

  JsonNode get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri).timeout(ANSWER).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          uri.getPath() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return json.readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
