package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloseCauseTest {
  private static CloseCause of(String ours, String error, Integer code) {
    return CloseCause.of(
        Optional.ofNullable(ours), Optional.ofNullable(error), Optional.ofNullable(code));
  }

  @Test
  void finAndRstAreTheHostsDoing() {
    assertFalse(of(null, null, null).byUs());
    assertFalse(of(null, "Connection reset", null).byUs());
    assertFalse(of(null, null, 1000).byUs());
  }

  @Test
  void whatTheCollectorClosedIsNotHeldAgainstTheHost() {
    assertEquals(new CloseCause(true, "nothing heard"), of("nothing heard", "reset", 1000));
  }

  @Test
  void aTimeOutOfTheCollectorsKernelIsSilence() {
    assertTrue(of(null, "Connection timed out", null).byUs());
    assertTrue(of(null, "No route to host", null).byUs());
  }
}
