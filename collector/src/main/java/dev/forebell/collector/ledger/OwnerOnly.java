package dev.forebell.collector.ledger;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and folders that nobody but their owner may read, where the file system can say so.
 * What exists keeps its mode: an operator may have opened it to a group on purpose.
 */
final class OwnerOnly {
  private OwnerOnly() {}

  static void folder(Path path) throws IOException {
    Files.createDirectories(path, mode("rwx------"));
  }

  static void file(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path, mode("rw-------"));
    }
  }

  private static FileAttribute<?>[] mode(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
