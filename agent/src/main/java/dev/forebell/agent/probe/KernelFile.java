package dev.forebell.agent.probe;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One of the kernel's short texts, read anew each time into a buffer that is kept: three system
 * calls and one text, where a decoding reader line by line took twenty times as many steps. Used by
 * one thread at a time.
 */
final class KernelFile {
  private final String path;
  private byte[] buffer = new byte[4096];

  KernelFile(Path path) {
    this.path = path.toString();
  }

  KernelFile(String path) {
    this.path = path;
  }

  /**
   * All of it as it is now.
   *
   * @throws NoSuchFileException it is not there
   * @throws AccessDeniedException it may not be read
   */
  String text() throws IOException {
    try (FileInputStream in = new FileInputStream(path)) {
      int length = 0;
      int count = in.read(buffer, 0, buffer.length);
      while (count > 0) {
        length += count;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
        count = in.read(buffer, length, buffer.length - length);
      }
      return new String(buffer, 0, length, StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw Files.exists(Path.of(path))
          ? new AccessDeniedException(path)
          : new NoSuchFileException(path);
    }
  }

  /** Line by line, without the line feeds. */
  List<String> lines() throws IOException {
    return List.of(text().split("\n"));
  }
}
