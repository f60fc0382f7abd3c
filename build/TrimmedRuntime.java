import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java runtime that holds what one program needs and nothing else. */
final class TrimmedRuntime {
  private static final List<String> LINKING =
      List.of(
          "--strip-debug",
          "--no-header-files",
          "--no-man-pages",
          "--compress",
          "zip-9",
          "--vm",
          "server");

  private TrimmedRuntime() {}

  static void make(Program program, Path folder) throws IOException {
    link(program, folder);
    for (String file : program.leftOutOfTheRuntime()) {
      Files.delete(folder.resolve(file));
    }
    strip(folder);
  }

  private static void link(Program program, Path runtime) {
    List<String> arguments = new ArrayList<>(LINKING);
    arguments.addAll(List.of("--add-modules", program.modules(), "--output", runtime.toString()));
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException("jlink failed for " + program.name());
    }
  }

  // The names of the runtime's inner functions are a tenth of the whole; crash reports do without.
  private static void strip(Path runtime) throws IOException {
    List<Path> libraries =
        Folders.files(runtime).stream().filter(file -> file.toString().endsWith(".so")).toList();
    List<String> command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
    libraries.forEach(library -> command.add(library.toString()));
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("strip failed");
      }
    } catch (IOException missing) {
      System.err.println(
          "strip is not installed (Debian: binutils): the packages become 5 MB larger");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
