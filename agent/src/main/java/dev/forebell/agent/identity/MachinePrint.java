package dev.forebell.agent.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Tells this machine from others that hold a copy of its disk: hashes of what the system calls
 * itself, as {@code name:hash} pairs. No proof of anything, and nothing that others could use.
 */
public final class MachinePrint {
  private static final int HEX = 32;

  private record Source(String name, Path file) {}

  // The second needs rights that a service seldom has: it is given where it can be read.
  private static final List<Source> LINUX =
      List.of(
          new Source("machine-id", Path.of("/etc/machine-id")),
          new Source("smbios", Path.of("/sys/class/dmi/id/product_uuid")));

  private MachinePrint() {}

  /** Of this machine; empty where nothing can be read. */
  public static String ofThisMachine() {
    return of(LINUX);
  }

  private static String of(List<Source> sources) {
    StringBuilder text = new StringBuilder();
    for (Source source : sources) {
      String value = read(source.file());
      if (!value.isEmpty()) {
        text.append(' ').append(source.name()).append(':').append(hash(source.name(), value));
      }
    }
    return text.toString().strip();
  }

  private static String read(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip().toLowerCase(Locale.ROOT) : "";
    } catch (IOException notForUs) {
      return "";
    }
  }

  /** The system asks that its machine id itself is never sent. */
  static String hash(String name, String value) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256")
              .digest(("forebell " + name + " " + value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha).substring(0, HEX);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
