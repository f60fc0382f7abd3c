package dev.forebell.agent.spool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/** Why the spool keeps batches in memory only. The codes are the metric's values. */
public enum SpoolTrouble {
  /** The disk is full. */
  DISK_FULL(1, "the disk is full", "free some space on it"),
  /** What is left belongs to the host. */
  HOST_RESERVE(2, "too little space is left for the host", "free some space on that disk"),
  /** The file system is mounted read-only. */
  READ_ONLY(3, "the file system is read-only", "mount it writable, or set spool.folder elsewhere"),
  /** The folder does not exist and cannot be made. */
  MISSING(4, "the folder is missing", "make it, or set spool.folder"),
  /** Another user owns it. */
  NO_PERMISSION(5, "the agent's user may not write there", "give it the folder: chown"),
  /** The device failed. */
  IO_ERROR(6, "the disk fails", "look at the host's kernel log and replace the disk");

  private final int code;
  private final String what;
  private final String remedy;

  SpoolTrouble(int code, String what, String remedy) {
    this.code = code;
    this.what = what;
    this.remedy = remedy;
  }

  /** As {@code forebell.agent.spool.trouble} says it; never 0. */
  public int code() {
    return code;
  }

  /** Sentence and remedy. */
  String describe(IOException cause) {
    return what + " (" + text(cause) + "); " + remedy;
  }

  /** Too little space: no error of the system's, but a decision. */
  static final class Crowded extends IOException {
    private static final long serialVersionUID = 1;

    Crowded(SpoolFolder.Space space) {
      super((space.usableBytes() >> 20) + " of " + (space.totalBytes() >> 20) + " MiB free");
    }
  }

  static SpoolTrouble of(IOException cause) {
    String text = text(cause).toLowerCase(Locale.ROOT);
    return switch (cause) {
      case Crowded _ -> HOST_RESERVE;
      case AccessDeniedException _ -> NO_PERMISSION;
      case NoSuchFileException _ -> MISSING;
      default -> ofText(text);
    };
  }

  // What else went wrong, Java tells in the words of the C library only.
  private static SpoolTrouble ofText(String text) {
    if (text.contains("no space left") || text.contains("quota")) {
      return DISK_FULL;
    }
    if (text.contains("read-only")) {
      return READ_ONLY;
    }
    boolean forbidden = text.contains("permission") || text.contains("not permitted");
    return forbidden ? NO_PERMISSION : text.contains("not a directory") ? MISSING : IO_ERROR;
  }

  private static String text(IOException cause) {
    Optional<String> reason =
        cause instanceof FileSystemException named
            ? Optional.ofNullable(named.getReason())
            : Optional.empty();
    return reason
        .or(() -> Optional.ofNullable(cause.getMessage()))
        .orElse(cause.getClass().getSimpleName());
  }
}
