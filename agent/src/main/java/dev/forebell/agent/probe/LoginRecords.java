package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of Linux's {@code utmp} and {@code wtmp} files: 384 bytes each, in the machine's byte
 * order, alike on all 64-bit systems.
 */
final class LoginRecords {
  private static final int SIZE = 384;
  private static final int USER = 44;
  private static final int TIME = 340;
  private static final int LONGEST_NAME = 32;

  private LoginRecords() {}

  /** What a record is about; others are passed over. */
  enum Kind {
    RUN_LEVEL,
    BOOT,
    USER
  }

  /**
   * One record.
   *
   * @param user who logged in; for {@link Kind#RUN_LEVEL} {@code shutdown} or {@code runlevel}
   * @param epochSecond when
   */
  @Pure
  record LoginRecord(Kind kind, String user, long epochSecond) {}

  /** All records that are complete. */
  static List<LoginRecord> parse(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
    List<LoginRecord> records = new ArrayList<>();
    for (int at = 0; at + SIZE <= file.length; at += SIZE) {
      String user = text(file, at + USER);
      long time = Integer.toUnsignedLong(bytes.getInt(at + TIME));
      switch (bytes.getShort(at)) {
        case 1 -> records.add(new LoginRecord(Kind.RUN_LEVEL, user, time));
        case 2 -> records.add(new LoginRecord(Kind.BOOT, user, time));
        case 7 -> records.add(new LoginRecord(Kind.USER, user, time));
        default -> {}
      }
    }
    return records;
  }

  private static String text(byte[] file, int from) {
    int end = from;
    while (end < from + LONGEST_NAME && file[end] != 0) {
      end++;
    }
    return new String(file, from, end - from, StandardCharsets.UTF_8);
  }
}
