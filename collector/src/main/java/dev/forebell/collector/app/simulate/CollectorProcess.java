package dev.forebell.collector.app.simulate;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A collector as a process of its own, so that what it costs can be told from what the fleet costs.
 */
final class CollectorProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final Pattern CONSOLE = Pattern.compile("console +(http://[^/\\s]+)");
  private static final Pattern AGENTS = Pattern.compile("agents +wss://[^:/\\s]+:(\\d+)");

  private final Process process;
  private final Path log;
  private final Thread withUs;

  private CollectorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.withUs = new Thread(process::destroyForcibly, "collector-with-us");
    Runtime.getRuntime().addShutdownHook(withUs);
  }

  /** Starts it with the flags it has in production and waits until it is ready. */
  static CollectorProcess start(Path config, Path data, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Optional.ofNullable(System.getenv("FOREBELL_HOME"))
        .map(home -> Path.of(home, "collector/src/main/dist/collector.jvmflags"))
        .filter(Files::exists)
        .ifPresent(flags -> command.add("@" + flags));
    // As the launchers do for what runs for long.
    command.addAll(List.of("-XX:TieredStopAtLevel=4", "-XX:MaxNewSize=128m"));
    command.addAll(startCache());
    command.addAll(
        List.of(
            "-cp",
            absolute(System.getProperty("java.class.path")),
            "dev.forebell.collector.app.Main",
            "collector",
            "--config",
            config.toString(),
            "--data",
            data.toString(),
            "--port",
            "0"));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    CollectorProcess collector = new CollectorProcess(process, log);
    collector.awaitReady();
    return collector;
  }

  /** The same classes by the same runtime: what made this program start quickly serves it too. */
  private static List<String> startCache() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-XX:AOTCache=") || flag.startsWith("-Xlog:aot"))
        .toList();
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(one -> Path.of(one).toAbsolutePath().toString())
        .reduce((one, other) -> one + File.pathSeparator + other)
        .orElseThrow();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!said().contains("ready")) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        close();
        throw new IOException("the collector did not start:\n" + said());
      }
    }
  }

  private String said() throws IOException {
    return Files.readString(log);
  }

  /** Where people reach it. */
  URI console() throws IOException {
    Matcher matcher = CONSOLE.matcher(said());
    if (!matcher.find()) {
      throw new IOException("the collector did not say where its console is:\n" + said());
    }
    return URI.create(matcher.group(1));
  }

  /** The port of agents over TLS. */
  int agentsPort() throws IOException {
    Matcher matcher = AGENTS.matcher(said());
    if (!matcher.find()) {
      throw new IOException("the collector did not say where agents reach it:\n" + said());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Processor time it has taken; zero where the system does not tell. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Memory it holds in bytes, as Linux counts it; empty elsewhere. */
  Optional<Long> memory() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(withUs);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException ending) {
      // The process is ending: the hook runs anyway, and finds nothing to end.
      return;
    }
  }
}
