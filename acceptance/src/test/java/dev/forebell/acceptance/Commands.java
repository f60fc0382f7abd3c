package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system to its end and keeps what it said. */
final class Commands {
  private Commands() {}

  /**
   * @param status the exit code
   * @param output standard output and standard error together
   */
  record Result(int status, String output) {
    List<String> lines() {
      return output.lines().toList();
    }
  }

  /** Fails, with what it said, unless it ends well. */
  static String output(Duration within, Object... command) {
    Result result = run(within, command);
    if (result.status() != 0) {
      throw new AssertionError(
          Arrays.toString(command) + " ended with " + result.status() + ":\n" + result.output());
    }
    return result.output();
  }

  static Result run(Duration within, Object... command) {
    try {
      Path said = Files.createTempFile("command", ".out");
      try {
        Process process =
            new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              Arrays.toString(command) + " took over " + within + ":\n" + Files.readString(said));
        }
        return new Result(process.exitValue(), Files.readString(said));
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
