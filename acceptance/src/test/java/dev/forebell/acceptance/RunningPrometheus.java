package dev.forebell.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Prometheus of a test's own, with its configuration and data in a folder of the test's. */
final class RunningPrometheus implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final Running forebell;

  private RunningPrometheus(Process process, int port, Running forebell) {
    this.process = process;
    this.port = port;
    this.forebell = forebell;
  }

  /**
   * Starts it.
   *
   * @param configuration the text of its prometheus.yml
   * @param forebell asks the questions
   */
  static RunningPrometheus start(Path folder, String configuration, Running forebell)
      throws IOException {
    Path program = Needs.program("prometheus", "prometheus");
    Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    int port = freePort();
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new RunningPrometheus(process, port, forebell);
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The value of a query's only series, once Prometheus has it. */
  double value(String query) {
    return Double.parseDouble(
        Eventually.gives(
            query + " to have one series",
            SOON,
            () ->
                Optional.of(result(query))
                    .filter(result -> result.size() == 1)
                    .map(result -> result.get(0).path("value").get(1).asText())));
  }

  /** What a query answers now; nothing while Prometheus does not. */
  JsonNode result(String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return answer("/api/v1/query?query=" + encoded).path("result");
  }

  /** The data of any question; missing while Prometheus does not answer. */
  JsonNode answer(String path) {
    try {
      return forebell.getAbsolute(uri(path)).path("data");
    } catch (AssertionError notYet) {
      return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
