package dev.forebell.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The spool's folder on a real disk, readable by its owner only. */
final class FolderOnDisk implements SpoolFolder {
  private static final String LOCK = "lock";
  private static final String ASIDE = "quarantine";
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path folder;
  private final Path aside;
  private Optional<FileChannel> lock = Optional.empty();

  FolderOnDisk(Path folder) {
    this.folder = folder;
    this.aside = folder.resolve(ASIDE);
  }

  @Override
  public void claim() throws IOException {
    Files.createDirectories(aside, ownerOnly("rwx------"));
    if (lock.isEmpty()) {
      lock = Optional.of(locked());
    }
  }

  private FileChannel locked() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock(Integer.MAX_VALUE, 1, false);
      if (held != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // refused below
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    ByteBuffer holder = ByteBuffer.allocate(20);
    channel.read(holder, 0);
    channel.close();
    throw new SpoolInUse(
        "another agent (process "
            + new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII)
            + ") works in "
            + folder
            + "; stop it, or give this one a spool.folder of its own");
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public List<String> names() throws IOException {
    return names(folder);
  }

  @Override
  public List<String> namesAside() throws IOException {
    return names(aside);
  }

  private static List<String> names(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(LOCK))
          .sorted()
          .toList();
    }
  }

  @Override
  public SpoolFile create(String name) throws IOException {
    Path file = folder.resolve(name);
    return new FileOnDisk(
        FileChannel.open(
            Files.createFile(file, ownerOnly("rw-------")),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  @Override
  public SpoolFile open(String name) throws IOException {
    return opened(folder.resolve(name));
  }

  private static SpoolFile opened(Path file) throws IOException {
    return new FileOnDisk(
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(folder.resolve(name));
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void replace(String name, String with) throws IOException {
    Files.move(folder.resolve(with), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void putAside(String name, String as) throws IOException {
    Files.move(folder.resolve(name), aside.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public SpoolFile openAside(String name) throws IOException {
    return opened(aside.resolve(name));
  }

  @Override
  public long sizeAside(String name) throws IOException {
    return Files.size(aside.resolve(name));
  }

  @Override
  public void takeBack(String name, String as) throws IOException {
    Files.move(aside.resolve(name), folder.resolve(as));
  }

  @Override
  public void deleteAside(String name) throws IOException {
    Files.deleteIfExists(aside.resolve(name));
  }

  @Override
  public void syncNames() throws IOException {
    // Where a folder cannot be opened as a file, its system keeps names in order by itself.
    if (POSIX) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  @Override
  public Space space() throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new Space(store.getUsableSpace(), store.getTotalSpace());
  }

  @Override
  public void release() {
    lock.ifPresent(
        channel -> {
          try {
            channel.close();
          } catch (IOException e) {
            // the process ends anyway, and with it the lock
          }
        });
    lock = Optional.empty();
  }

  private record FileOnDisk(FileChannel channel) implements SpoolFile {
    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      long at = position;
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          break;
        }
        at += count;
      }
      return (int) (at - position);
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
