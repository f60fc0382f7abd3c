package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout that was never built: it builds, says so, and runs; the second time it
 * only runs.
 */
class FirstUseIT {
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", "data");

  @TempDir private Path folder;

  @Test
  void buildsOnFirstUseAndOnlyThen() throws IOException {
    copy(Checkout.root(), folder);
    Checkout.Result first =
        Checkout.run(folder, Map.of(), Duration.ofMinutes(9), "check", "config");
    assertEquals(0, first.exitCode(), first.out() + first.err());
    assertTrue(first.err().contains("forebell: building"), first.err());
    assertTrue(first.err().contains("collector"), first.err());
    Checkout.Result second =
        Checkout.run(folder, Map.of(), Duration.ofMinutes(1), "check", "config");
    assertEquals(0, second.exitCode(), second.out() + second.err());
    assertEquals("", second.err());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (LEFT_OUT.contains(path.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(path).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                path,
                to.resolve(from.relativize(path).toString()),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
