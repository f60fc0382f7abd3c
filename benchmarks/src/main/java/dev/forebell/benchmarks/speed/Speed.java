package dev.forebell.benchmarks.speed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures the parts of the speed table that are named, or all, and prints it as Markdown. */
public final class Speed {
  private static final Map<String, Part> PARTS = parts();

  private Speed() {}

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("stream", Streams::stream);
    parts.put("agents", Fleets::agents);
    parts.put("agents-tls", Fleets::agentsTls);
    parts.put("curve", FleetCurve::measure);
    parts.put("memory", Fleets::memory);
    parts.put("disk", Fleets::disk);
    parts.put("silent", Fleets::silent);
    parts.put("lost", Fleets::lost);
    parts.put("storm", Fleets::storm);
    parts.put("storm-tls", Fleets::stormTls);
    parts.put("conditions", Fleets::conditions);
    parts.put("outbox", Outflow::outbox);
    parts.put("deliveries", Deliveries::deliveries);
    parts.put("deliveries-1000", Deliveries::many);
    return parts;
  }

  /**
   * Measures.
   *
   * @param arguments the checkout's folder, then names of parts; none: all of them
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    if (!PARTS.keySet().containsAll(wanted)) {
      System.err.println("speed: the parts are " + String.join(" ", PARTS.keySet()));
      System.exit(2);
    }
    List<Row> rows = new ArrayList<>();
    for (String name : wanted.isEmpty() ? List.copyOf(PARTS.keySet()) : wanted) {
      rows.addAll(measured(home, name));
    }
    header(home).forEach(System.out::println);
    System.out.println("| what | seen | goal |\n|---|---|---|");
    rows.forEach(row -> System.out.println(row.line()));
  }

  private static List<Row> measured(Path home, String name)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("forebell-speed");
    try {
      return PARTS.getOrDefault(name, _ -> List.of()).measure(new Bench(home, work));
    } catch (IOException e) {
      return List.of(new Row(name, "failed: " + e.getMessage(), ""));
    } finally {
      remove(work);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Machine, JVM, flags, date, commit, and how busy the machine was. */
  private static List<String> header(Path home) throws IOException, InterruptedException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown processor");
    String flags = Files.readString(home.resolve("collector/src/main/dist/collector.jvmflags"));
    return List.of(
        Instant.now()
            + ", commit "
            + said(home, "git", "rev-parse", "--short", "HEAD")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " x "
            + cpu
            + ", load "
            + Files.readString(Path.of("/proc/loadavg")).strip()
            + ", "
            + System.getProperty("java.vendor.version")
            + " "
            + Runtime.version()
            + ", collector flags `"
            + flags.lines().filter(line -> !line.startsWith("#")).toList()
            + "`, and `-XX:TieredStopAtLevel=4 -XX:MaxNewSize=128m` after them for what runs long",
        "");
  }

  private static String said(Path home, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(home.toFile()).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text.strip();
  }
}
