package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the module packaging made. */
final class Packages {
  private Packages() {}

  static Path folder() {
    return Checkout.root().resolve("packaging/target");
  }

  /** The one file whose name begins and ends so; absent where packages are not made: not Linux. */
  static Path file(String prefix, String suffix) {
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(prefix))
              .filter(file -> file.getFileName().toString().endsWith(suffix))
              .toList();
      if (found.size() != 1) {
        throw new AssertionError(
            "expected one " + prefix + "*" + suffix + " in " + folder() + ", found " + found);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Path deb(String program) {
    return file("forebell-" + program + "_", ".deb");
  }

  /** The folder that is {@code /} in the packages. */
  static Path root(String program) {
    return folder().resolve(program).resolve("root");
  }
}
