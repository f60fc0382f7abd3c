package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.agent.probe.LoginRecords.Kind;
import dev.forebell.agent.probe.LoginRecords.LoginRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginRecordsTest {
  private static final LoginRecord BOOT = new LoginRecord(Kind.BOOT, "reboot", 100);
  private static final LoginRecord SHUTDOWN = new LoginRecord(Kind.RUN_LEVEL, "shutdown", 90);
  private static final LoginRecord RUN_LEVEL = new LoginRecord(Kind.RUN_LEVEL, "runlevel", 110);
  private static final LoginRecord ANNA = new LoginRecord(Kind.USER, "anna", 120);

  @Test
  void recordsAreReadAndATornLastOneIsPassedOver() {
    byte[] file = bytes((short) 2, "reboot", 100, (short) 8, "gone", 101, (short) 7, "anna", 120);
    assertEquals(List.of(BOOT, ANNA), LoginRecords.parse(file));
    assertEquals(List.of(BOOT), LoginRecords.parse(java.util.Arrays.copyOf(file, file.length - 1)));
    assertEquals(List.of(), LoginRecords.parse(new byte[0]));
    assertEquals(
        List.of(new LoginSession("active", Optional.of("anna"))), UtmpSessions.ofRecords(file));
  }

  @Test
  void aShutdownBetweenTwoBootsIsOrderly() {
    assertEquals(
        BootReason.ORDERLY, BootReason.of(List.of(BOOT, ANNA, SHUTDOWN, BOOT, RUN_LEVEL), false));
    assertEquals(BootReason.ORDERLY, BootReason.of(List.of(SHUTDOWN, BOOT), true));
  }

  @Test
  void withoutOneItIsUnrecordedOrAPanic() {
    assertEquals(BootReason.UNRECORDED, BootReason.of(List.of(SHUTDOWN, BOOT, ANNA, BOOT), false));
    assertEquals(BootReason.PANIC, BootReason.of(List.of(BOOT, BOOT), true));
  }

  @Test
  void theFirstBootOfTheRecordsSaysNothing() {
    assertEquals(BootReason.UNKNOWN, BootReason.of(List.of(), false));
    assertEquals(BootReason.UNKNOWN, BootReason.of(List.of(BOOT, RUN_LEVEL, ANNA), false));
  }

  private static byte[] bytes(Object... fields) {
    ByteBuffer file = ByteBuffer.allocate(fields.length / 3 * 384).order(ByteOrder.nativeOrder());
    for (int i = 0; i < fields.length; i += 3) {
      int at = i / 3 * 384;
      file.putShort(at, (Short) fields[i]);
      file.put(at + 44, fields[i + 1].toString().getBytes(StandardCharsets.UTF_8));
      file.putInt(at + 340, (Integer) fields[i + 2]);
    }
    return file.array();
  }
}
