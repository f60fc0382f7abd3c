package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A program of the system that a test runs: skipped with one line where it is missing, a failure in
 * CI.
 */
final class Needs {
  private Needs() {}

  static Path program(String name, String debianPackage) {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    String line = name + " is not installed; Debian package: " + debianPackage;
    missing(line);
    throw new IllegalStateException(line);
  }

  /** Anything else of the machine that a test cannot do without. */
  static void that(boolean holds, String otherwise) {
    if (!holds) {
      missing(otherwise);
    }
  }

  private static void missing(String line) {
    if ("true".equals(System.getenv("CI"))) {
      fail(line);
    }
    System.out.println("skipped: " + line);
    abort(line);
  }

  /** The right to mount something that only its own processes see. */
  static void ownMounts() throws IOException, InterruptedException {
    Path unshare = program("unshare", "util-linux");
    Process attempt = new ProcessBuilder(unshare.toString(), "--mount", "true").start();
    if (attempt.waitFor() != 0) {
      String line = "mount namespaces need root";
      if ("true".equals(System.getenv("CI"))) {
        fail(line);
      }
      System.out.println("skipped: " + line);
      abort(line);
    }
  }
}
