package dev.forebell.collector.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A replay file that can be read twice. What cannot (standard input, a pipe) is put into a
 * temporary file first, which is deleted at the end.
 *
 * @param copy the temporary file, where there is one
 */
record ReplayFile(Path path, Optional<Path> copy) implements Closeable {
  private static final String STANDARD_INPUT = "-";

  /**
   * @param in what the file {@code -} is
   */
  static ReplayFile of(String file, InputStream in) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return copied(in);
    }
    Path path = Path.of(file);
    if (Files.isRegularFile(path)) {
      return new ReplayFile(path, Optional.empty());
    }
    try (InputStream pipe = Files.newInputStream(path)) {
      return copied(pipe);
    }
  }

  private static ReplayFile copied(InputStream in) throws IOException {
    Path copy = Files.createTempFile("forebell-replay-", ".jsonl");
    ReplayFile file = new ReplayFile(copy, Optional.of(copy));
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException broken) {
      file.close();
      throw broken;
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(path);
  }

  long size() throws IOException {
    return Files.size(path);
  }

  @Override
  public void close() throws IOException {
    if (copy.isPresent()) {
      Files.deleteIfExists(copy.orElseThrow());
    }
  }
}
