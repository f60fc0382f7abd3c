package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FilesystemSelectionTest {
  private static final List<Mount> MOUNTS =
      MountTable.parse(
          """
          proc /proc proc rw 0 0
          /dev/sda2 / ext4 rw 0 0
          /dev/sda1 /boot/efi vfat rw 0 0
          tmpfs /run tmpfs rw 0 0
          overlay /var/lib/docker/overlay2/x/merged overlay rw 0 0
          /dev/loop3 /snap/core/1 squashfs ro 0 0
          /dev/loop7 /mnt/image ext4 rw 0 0
          /dev/sda2 /var/lib/private/bind ext4 rw 0 0
          tank/home /home zfs rw 0 0
          nas:/export /srv/nas nfs4 rw 0 0
          /dev/sr0 /media/cd iso9660 ro 0 0
          user@host:/ /mnt/ssh fuse.sshfs rw 0 0
          tmpfs /mnt/ram-one tmpfs rw 0 0
          tmpfs /mnt/ram-two tmpfs rw 0 0
          """
              .lines()
              .toList());

  @Test
  void realOnesAreSampledEachDeviceOnce() {
    assertEquals(
        List.of("/", "/boot/efi", "/home", "/srv/nas", "/mnt/ssh"),
        selected(FilesystemSelection.REAL_ONES));
  }

  @Test
  void whatIsIncludedIsSampledWhateverItIs() {
    assertEquals(
        List.of(
            "/",
            "/boot/efi",
            "/mnt/image",
            "/var/lib/private/bind",
            "/home",
            "/srv/nas",
            "/mnt/ssh",
            "/mnt/ram-one",
            "/mnt/ram-two"),
        selected(
            new FilesystemSelection(
                List.of("/mnt/image", "/mnt/ram-*", "/var/lib/private/bind"), List.of())));
  }

  @Test
  void excludeTakesAwayAndIncludeIsStronger() {
    assertEquals(
        List.of("/", "/home", "/srv/nas"),
        selected(new FilesystemSelection(List.of("/"), List.of("/boot/*", "/mnt/*", "/"))));
  }

  @Test
  void aPatternIsNoRegularExpression() {
    assertEquals(
        List.of("/boot/efi", "/home", "/srv/nas", "/mnt/ssh"),
        selected(new FilesystemSelection(List.of("/mnt.ram-one"), List.of("/"))));
  }

  @Test
  void anIncludedPlaceWithoutAMountIsMissed() {
    assertEquals(
        List.of("/data"),
        new FilesystemSelection(List.of("/data", "/mnt/image", "/nothing/*"), List.of())
            .missing(MOUNTS));
  }

  @Test
  void networkFileSystemsAndUserProgramsMayHangOthersMayNot() {
    assertEquals(
        List.of("/srv/nas", "/mnt/ssh"),
        MOUNTS.stream().filter(Mount::mayHang).map(Mount::mountpoint).toList());
  }

  private static List<String> selected(FilesystemSelection selection) {
    return selection.select(MOUNTS).stream().map(Mount::mountpoint).toList();
  }
}
