package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The checkout under test and its launcher. */
final class Checkout {
  private Checkout() {}

  /** The folder that holds the launcher; tests run in the module's folder below it. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("forebell"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "no forebell launcher above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** What a finished command said. */
  record Result(int exitCode, String out, String err) {}

  /** Runs {@code ./forebell arguments...} to its end. */
  static Result run(Duration within, String... arguments) {
    return run(root(), Map.of(), within, arguments);
  }

  static Result run(
      Path root, Map<String, String> environment, Duration within, String... arguments) {
    try {
      Path out = Files.createTempFile("forebell", ".out");
      Path err = Files.createTempFile("forebell", ".err");
      Process process =
          builder(root, environment, arguments)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "not done within " + within + ": " + List.of(arguments) + "\n" + Files.readString(err));
      }
      Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static ProcessBuilder builder(Path root, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("forebell").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
