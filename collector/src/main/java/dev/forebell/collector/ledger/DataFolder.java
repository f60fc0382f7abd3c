package dev.forebell.collector.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A collector's data folder, held exclusively from {@link #claim} to {@link #close()}. The lock
 * dies with the process, so a {@code kill -9} leaves nothing to clean up.
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "collector.lock";
  // Far beyond the text: on Windows a locked range cannot be read by others, and they want to read
  // who holds it.
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
  private static final int OWNER_BYTES = 256;

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing, for its owner alone, and takes it.
   *
   * @param now written into the lock file, for people
   * @throws LedgerException if another collector holds it, saying which, or if it cannot be written
   */
  public static DataFolder claim(Path path, Instant now) {
    try {
      OwnerOnly.folder(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK_FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return claim(path, channel, now);
    } catch (IOException e) {
      throw new LedgerException(
          "the data folder " + path + " cannot be written; check its owner and free space", e);
    }
  }

  private static DataFolder claim(Path path, FileChannel channel, Instant now) throws IOException {
    Optional<FileLock> lock = tryLock(channel);
    if (lock.isEmpty()) {
      String owner = owner(channel);
      channel.close();
      throw new LedgerException(
          "the data folder "
              + path
              + " is in use by another collector ("
              + owner
              + "); stop that one or name another folder with --data");
    }
    String text = "process " + ProcessHandle.current().pid() + " since " + now + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    return new DataFolder(path, channel, lock.get());
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(OWNER_BYTES);
    channel.read(text, 0);
    String owner = new String(text.array(), 0, text.position(), UTF_8).strip();
    return owner.isEmpty() ? "it has not said which" : owner;
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new LedgerException("the lock of the data folder " + path + " was not released", e);
    }
  }
}
