package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
  @Test
  void blanksAndBackslashesInPlacesAreReadBack() {
    assertEquals(
        List.of(new Mount("//nas/team share", "/mnt/a\\b\tc", "cifs")),
        MountTable.parse(List.of("//nas/team\\040share /mnt/a\\134b\\011c cifs rw 0 0")));
  }

  @Test
  void anEscapeThatIsNoneStaysAsItIs() {
    assertEquals(
        List.of(new Mount("/dev/a\\9", "/x\\04", "ext4")),
        MountTable.parse(List.of("/dev/a\\9 /x\\04 ext4 rw 0 0")));
  }

  @Test
  void whatIsMountedOverHidesWhatWasThere() {
    assertEquals(
        List.of(new Mount("/dev/sda1", "/", "ext4"), new Mount("tmpfs", "/data", "tmpfs")),
        MountTable.parse(
            List.of(
                "/dev/sda1 / ext4 rw 0 0", "/dev/sdb1 /data xfs rw 0 0", "tmpfs /data tmpfs rw")));
  }

  @Test
  void aDamagedLineIsPassedOver() {
    assertEquals(List.of(), MountTable.parse(List.of("", "/dev/sda1 /")));
  }
}
