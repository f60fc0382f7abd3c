package dev.forebell.benchmarks.speed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a simulation's collector for its incidents five times a second, and how long that takes. */
final class ApiWatch implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
  private static final long PAUSE_MILLIS = 200;
  private static final double SHARE = 0.95;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConcurrentSkipListMap<Long, AtomicLong> nanos = new ConcurrentSkipListMap<>();
  private volatile Optional<URI> incidents = Optional.empty();

  ApiWatch() {
    var _ = clock.scheduleAtFixedRate(this::ask, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks for the collector's address in what the simulation says. */
  void address(String line) {
    Matcher matcher = ADDRESS.matcher(line);
    if (incidents.isEmpty() && matcher.find()) {
      incidents = Optional.of(URI.create(matcher.group(1) + "/api/v1/incidents?limit=50"));
    }
  }

  private void ask() {
    incidents.ifPresent(
        uri -> {
          long began = System.nanoTime();
          try {
            http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
            nanos
                .computeIfAbsent(System.nanoTime() - began, _ -> new AtomicLong())
                .incrementAndGet();
          } catch (IOException gone) {
            incidents = Optional.empty();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  long count() {
    return nanos.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** In milliseconds. */
  double p95() {
    long rank = (long) Math.ceil(count() * SHARE);
    long seen = 0;
    for (var entry : nanos.entrySet()) {
      seen += entry.getValue().get();
      if (seen >= rank) {
        return entry.getKey() / 1e6;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    http.shutdownNow();
  }
}
