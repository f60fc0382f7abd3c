package dev.forebell.collector.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MachinePrintTest {
  @Test
  void onlyWhatBothSidesHaveIsCompared() {
    assertTrue(MachinePrint.same("machine-id:1 smbios:2", "machine-id:1"));
    assertTrue(MachinePrint.same("", "machine-id:1"), "nothing speaks against it");
    assertFalse(MachinePrint.same("machine-id:1 smbios:2", "machine-id:1 smbios:3"));
    assertFalse(MachinePrint.same("machine-id:1", "machine-id:2"));
  }

  @Test
  void nothingInCommonIsNoProof() {
    assertTrue(MachinePrint.surelySame("machine-id:1", "machine-id:1 smbios:2"));
    assertFalse(MachinePrint.surelySame("machine-id:1", "smbios:2"));
    assertFalse(MachinePrint.surelySame("", ""));
  }

  @Test
  void whatWasSeenOnceIsRemembered() {
    assertEquals("machine-id:1 smbios:3", MachinePrint.merged("machine-id:1 smbios:2", "smbios:3"));
  }

  @Test
  void rubbishAndLengthDoNoHarm() {
    assertTrue(MachinePrint.same("::: : a: :b", "x".repeat(100_000)));
    assertEquals("", MachinePrint.merged(" nonsense ", ""));
  }
}
