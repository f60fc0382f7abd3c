package dev.forebell.agent.spool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrgencyTest {
  private static final SeriesKey DISK =
      SeriesKey.of("system.filesystem.utilization", "system.filesystem.mountpoint", "/");
  private static final SeriesKey CPU = SeriesKey.of("system.cpu.utilization", "cpu.mode", "user");
  private static final SeriesKey UP = SeriesKey.of("forebell.service.up", "service.name", "smb");
  private static final SeriesKey UPTIME = SeriesKey.of("system.uptime");

  private final Urgency urgency = new Urgency();

  private boolean after(SeriesKey key, double was, double is) {
    urgency.isUrgent(List.of(Sample.of(key, was)));
    return urgency.isUrgent(List.of(Sample.of(key, is)));
  }

  @Test
  void aLevelThatMovesSharplyOrPassesALimitIsUrgent() {
    assertTrue(after(DISK, 0.40, 0.46));
    assertTrue(after(DISK, 0.46, 0.40));
    assertTrue(after(DISK, 0.899, 0.901));
    assertFalse(after(DISK, 0.40, 0.44));
  }

  @Test
  void loadIsNoLevel() {
    assertFalse(after(CPU, 0.05, 0.95));
  }

  @Test
  void aStateThatChangesAndABootAreUrgent() {
    assertTrue(after(UP, 1, 0));
    assertFalse(after(UP, 1, 1));
    assertTrue(after(UPTIME, 86_400, 12));
    assertFalse(after(UPTIME, 12, 22));
  }

  @Test
  void whatAppearsVanishesOrIsNotAvailableIsUrgent() {
    Sample cpu = Sample.of(CPU, 0.1);
    Sample disk = Sample.of(DISK, 0.1);
    assertFalse(urgency.isUrgent(List.of(cpu)), "the first of all");
    assertTrue(urgency.isUrgent(List.of(cpu, disk)));
    assertTrue(urgency.isUrgent(List.of(cpu, Sample.unavailable(DISK, Reading.Cause.TIMED_OUT))));
    assertTrue(urgency.isUrgent(List.of(cpu)));
    assertFalse(urgency.isUrgent(List.of(Sample.of(CPU, 0.9))));
  }
}
