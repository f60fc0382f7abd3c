package dev.forebell.benchmarks.speed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server under load, as a process of its own. */
final class Server implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final double KIB_A_MIB = 1024;

  private final Process process;
  private final Path log;
  private URI write = URI.create("http://127.0.0.1");

  private Server(Process process, Path log) {
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  static Server start(Path log, List<String> command) throws IOException {
    return new Server(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /** Waits until its log says something. */
  void awaits(String word) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!said().contains(word)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new IOException("it did not start:\n" + said());
      }
    }
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  /** Where samples are written to. */
  void writes(URI uri) {
    write = uri;
  }

  URI write() {
    return write;
  }

  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident, in MiB. */
  double memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / KIB_A_MIB;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
