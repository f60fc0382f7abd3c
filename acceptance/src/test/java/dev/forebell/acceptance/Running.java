package dev.forebell.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running {@code ./forebell up} or {@code ./forebell collector}, as its user sees it. */
final class Running implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Its bit among a process's signals. */
  private static final long SIGINT = 1L << 1;

  private static final Duration START = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path output;

  private Running(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it, on a free port unless {@code more} names one, and waits until it says that it is
   * ready.
   */
  static Running start(String command, Path config, Path data, String... more) {
    Running running = launch(command, config, data, more);
    running.awaitReady();
    return running;
  }

  static Running launch(String command, Path config, Path data, String... more) {
    try {
      List<String> arguments =
          new ArrayList<>(
              List.of(command, "--config", config.toString(), "--data", data.toString()));
      arguments.addAll(more.length == 0 ? List.of("--port", "0") : List.of(more));
      Path output = Files.createTempFile("forebell-" + command, ".log");
      Process process =
          Checkout.builder(Checkout.root(), Map.of(), arguments.toArray(String[]::new))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new Running(process, output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void awaitReady() {
    Eventually.holds(
        "ready; so far it said:\n" + output(),
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("it ended with " + process.exitValue() + ":\n" + output());
          }
          return output().contains("ready");
        });
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The first match of a pattern's group 1 in what it printed. */
  String printed(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("it did not print " + pattern + ":\n" + output());
    }
    return matcher.group(1);
  }

  URI console() {
    return URI.create(printed("console +(http://\\S+)"));
  }

  URI desk() {
    return URI.create(printed("demo desk +(http://\\S+)"));
  }

  long agentPid() {
    return Long.parseLong(printed("agent +pid (\\d+)"));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  JsonNode get(String path) {
    return getAbsolute(console().resolve(path));
  }

  JsonNode getAbsolute(URI uri) {
    try {
      return JSON.readTree(text(uri).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> text(URI uri) {
    return send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(console().resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The one open or resolved incident of a rule, once there is one. */
  Optional<JsonNode> incidentOf(String rule) {
    for (JsonNode incident : get("/api/v1/incidents?limit=500").path("incidents")) {
      if (incident.path("rule").asText().equals(rule)) {
        return Optional.of(incident);
      }
    }
    return Optional.empty();
  }

  /** Sends a signal by its name, such as STOP, to a process of ours. */
  static void signal(String name, long pid) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " " + pid + " gave " + code);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Interrupts it as Ctrl-C does and gives its exit code. A build that runs in the background has
   * SIGINT ignored, for itself and all it starts: there it is told by SIGTERM.
   */
  int interrupt() {
    signal(ignoresInterrupt() ? "TERM" : "INT", process.pid());
    return awaitEnd();
  }

  private boolean ignoresInterrupt() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).trim(), 16))
          .anyMatch(mask -> (mask & SIGINT) != 0);
    } catch (IOException notLinux) {
      return false;
    }
  }

  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("it did not stop within 20 s:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
