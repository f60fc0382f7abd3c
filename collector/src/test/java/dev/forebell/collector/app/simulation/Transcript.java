package dev.forebell.collector.app.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Everything that could be seen of a run, line by line: kept, or only its fingerprint. */
final class Transcript {
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private final MessageDigest digest;

  Transcript(boolean kept) {
    this.kept = kept;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(String line) {
    digest.update(line.getBytes(UTF_8));
    digest.update((byte) '\n');
    if (kept) {
      lines.add(line);
    }
  }

  String fingerprint() {
    return HexFormat.of().formatHex(digest.digest());
  }

  List<String> lines() {
    return lines;
  }
}
