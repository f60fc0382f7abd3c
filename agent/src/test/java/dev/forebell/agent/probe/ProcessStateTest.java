package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessStateTest {
  @Test
  void theLetterAfterTheCommandTells() {
    assertEquals(Optional.of(ProcessState.RUNNING), ProcessState.ofStat("1 (init) R 0 1"));
    assertEquals(Optional.of(ProcessState.SLEEPING), ProcessState.ofStat("2 (kthreadd) I 0"));
    assertEquals(Optional.of(ProcessState.SLEEPING), ProcessState.ofStat("3 (nfs) D 0"));
    assertEquals(Optional.of(ProcessState.STOPPED), ProcessState.ofStat("4 (vi) T 0"));
    assertEquals(Optional.of(ProcessState.DEFUNCT), ProcessState.ofStat("5 (sh) Z 0"));
  }

  @Test
  void aCommandMayLookLikeTheRestOfTheLine() {
    assertEquals(Optional.of(ProcessState.SLEEPING), ProcessState.ofStat("6 (a) R (b) Z) S 1 6 6"));
  }

  @Test
  void anEmptyOrUnknownLineTellsNothing() {
    assertEquals(Optional.empty(), ProcessState.ofStat(""));
    assertEquals(Optional.empty(), ProcessState.ofStat("7 (cut"));
    assertEquals(Optional.empty(), ProcessState.ofStat("7 (cut)"));
    assertEquals(Optional.empty(), ProcessState.ofStat("8 (new) ? 1"));
  }
}
