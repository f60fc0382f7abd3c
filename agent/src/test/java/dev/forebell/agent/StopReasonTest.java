package dev.forebell.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.ByeReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopReasonTest {
  private static final String STOP = "210 forebell-agent.service          stop  running";

  @Test
  void theServiceManagersJobsTellWhy() {
    assertEquals(
        ByeReason.REBOOT, StopReason.ofJobs(List.of(STOP, "190 reboot.target   start waiting")));
    assertEquals(
        ByeReason.SHUTDOWN, StopReason.ofJobs(List.of(STOP, "190 poweroff.target start waiting")));
    assertEquals(
        ByeReason.RESTART,
        StopReason.ofJobs(List.of("210 forebell-agent.service restart running")));
  }

  @Test
  void withoutAnyOfThemItIsAPlainStop() {
    assertEquals(ByeReason.STOP, StopReason.ofJobs(List.of(STOP)));
    assertEquals(ByeReason.STOP, StopReason.ofJobs(List.of()));
    assertEquals(ByeReason.STOP, StopReason.ofJobs(List.of("3 other.service restart running")));
  }
}
