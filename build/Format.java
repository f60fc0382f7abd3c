import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over a source folder: {@code check} lists what is not formatted and fails, {@code write}
 * formats in place. A source-file program, because the formatter itself takes no folders.
 */
class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    Path sources = Path.of(args[1]);
    List<String> command = new ArrayList<>(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    List<String> files = javaFiles(sources);
    if (files.isEmpty()) {
      return;
    }
    command.addAll(files);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = new Main(out, err, System.in).format(command.toArray(String[]::new));
    if (status != 0) {
      System.err.println("not formatted (listed above); run: mvn -q compile -Dformat.mode=write");
      System.exit(status);
    }
  }

  private static List<String> javaFiles(Path sources) throws IOException {
    if (!Files.isDirectory(sources)) {
      return List.of();
    }
    try (var walk = Files.walk(sources)) {
      return walk.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().toList();
    }
  }
}
