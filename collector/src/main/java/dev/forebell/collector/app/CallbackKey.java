package dev.forebell.collector.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The key that signs links for acknowledgements by phone: made once, in the data folder. */
final class CallbackKey {
  private static final String NAME = "callback.key";
  private static final int BYTES = 32;

  private CallbackKey() {}

  /** The folder's key; made if there is none. */
  static byte[] in(Path data) throws IOException {
    Path file = data.resolve(NAME);
    if (Files.exists(file)) {
      byte[] known = Files.readAllBytes(file);
      if (known.length == BYTES) {
        return known;
      }
    }
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Files.deleteIfExists(file);
    if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(file, key, StandardOpenOption.CREATE);
    return key;
  }
}
