package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A delivering process of its own, {@link DeliveringChild}, to be killed. */
final class Deliverer implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Process process;
  private final BufferedReader lines;

  private Deliverer(Process process) {
    this.process = process;
    this.lines = process.inputReader(UTF_8);
  }

  /**
   * Begins to deliver what the ledger holds; the first incident where it is empty.
   *
   * @param ahead seconds that its clock is ahead
   */
  static Deliverer start(Path data, Path config, long ahead) throws IOException {
    return new Deliverer(
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DeliveringChild.class.getName(),
                    data.toString(),
                    config.toString(),
                    Long.toString(ahead)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  String line() throws IOException {
    return Optional.ofNullable(lines.readLine()).orElse("it ended");
  }

  /** Until its message waits for a later time. */
  void awaitWaiting() throws IOException {
    String answer = "does not wait";
    while (answer.equals("does not wait")) {
      LockSupport.parkNanos(PAUSE.toNanos());
      process.outputWriter(UTF_8).append("?\n").flush();
      answer = line();
    }
    assertEquals("waits", answer);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
