package dev.forebell.agent;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a test needs of the system: skipped with one line where it is missing, a failure in CI. */
public final class Needs {
  private Needs() {}

  public static void program(String name, String debianPackage) {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    if (!found) {
      missing(name + " is not installed; Debian package: " + debianPackage);
    }
  }

  /** Runs a command that only some machines permit, such as a mount. */
  public static void permitted(String what, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        missing(what + " is not permitted here, this test needs root: " + output.strip());
      }
    } catch (IOException e) {
      missing(what + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void missing(String line) {
    if ("true".equals(System.getenv("CI"))) {
      fail(line);
    }
    System.out.println("skipped: " + line);
    abort(line);
  }
}
