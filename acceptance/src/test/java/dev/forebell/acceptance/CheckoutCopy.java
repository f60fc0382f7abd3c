package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** A copy of the checkout that a test may build in and change. */
final class CheckoutCopy {
  private static final Set<String> NEVER = Set.of(".git", "data");
  private static final Set<String> BUILT = Set.of("target");

  private CheckoutCopy() {}

  /** As a fresh clone: nothing is built. */
  static Path unbuilt(Path to) throws IOException {
    copy(Checkout.root(), to, BUILT);
    return to;
  }

  /** With the jars of this build. */
  static Path built(Path to) throws IOException {
    copy(
        Checkout.root(),
        to,
        Set.of("test-classes", "failsafe-reports", "surefire-reports", "surefire", "classes"));
    return to;
  }

  private static void copy(Path from, Path to, Set<String> leftOut) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            String name = path.getFileName().toString();
            if (NEVER.contains(name) || leftOut.contains(name)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(path).toString()));
            return FileVisitResult.CONTINUE;
          }

          /** A folder made now is newer than the jars: the launcher would build again. */
          @Override
          public FileVisitResult postVisitDirectory(Path path, IOException failure)
              throws IOException {
            Files.setLastModifiedTime(
                to.resolve(from.relativize(path).toString()), Files.getLastModifiedTime(path));
            return super.postVisitDirectory(path, failure);
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
