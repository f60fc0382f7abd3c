package dev.forebell.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where it is measured.
 *
 * @param home the checkout
 * @param work a folder of this run's own
 */
record Bench(Path home, Path work) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a simulation (docs/simulate.md) and gives its result. */
  JsonNode simulate(String script, Consumer<String> said, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("simulate", "--json"));
    words.addAll(List.of(options));
    if (!script.isEmpty()) {
      words.addAll(List.of("--script", file("script.yaml", script).toString()));
    }
    return last(forebell(words, said));
  }

  JsonNode simulate(String script, String... options) throws IOException, InterruptedException {
    return simulate(script, _ -> {}, options);
  }

  /**
   * Runs a command of the launcher to its end.
   *
   * @param said told each line of its standard error
   * @return the lines of its standard output
   */
  List<String> forebell(List<String> words, Consumer<String> said)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("forebell").toString()));
    command.addAll(words);
    System.err.println("speed: " + String.join(" ", words));
    Path out = work.resolve("out");
    Process process =
        new ProcessBuilder(command).directory(home.toFile()).redirectOutput(out.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.accept(line);
      }
    }
    process.waitFor();
    return Files.readAllLines(out);
  }

  static JsonNode json(String line) throws IOException {
    return JSON.readTree(line);
  }

  private static JsonNode last(List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      throw new IOException("it gave no result");
    }
    return json(lines.getLast());
  }

  Path file(String name, String text) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, text);
  }
}
