package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real file system of 20 MiB in memory, mounted for one test. Needs root. */
final class SmallDisk implements AutoCloseable {
  private static final int MEBIBYTES = 20;

  private final Path mount;

  private SmallDisk(Path mount) {
    this.mount = mount;
  }

  static SmallDisk mount(Path at) {
    try {
      Files.createDirectories(at);
      if (run(
              "mount",
              "-t",
              "tmpfs",
              "-o",
              "size=" + MEBIBYTES + "m",
              "forebell-test",
              at.toString())
          != 0) {
        String line = "a file system cannot be mounted here: this test needs root";
        if ("true".equals(System.getenv("CI"))) {
          fail(line);
        }
        System.out.println("skipped: " + line);
        abort(line);
      }
      return new SmallDisk(at);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Path path() {
    return mount;
  }

  /** Fills or drains it to this share of its size, by writing for real. */
  void fill(int percent) {
    long size = (long) MEBIBYTES * 1024 * 1024 * percent / 100;
    try (RandomAccessFile file = new RandomAccessFile(mount.resolve("filling").toFile(), "rw")) {
      byte[] block = new byte[64 * 1024];
      file.setLength(Math.min(size, file.length()));
      file.seek(file.length());
      while (file.length() < size) {
        file.write(block, 0, (int) Math.min(block.length, size - file.length()));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", mount.toString());
  }
}
