package dev.forebell.collector.intake;

import dev.forebell.common.model.Pure;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of the devices that others tell of are worth a look: what our agent leaves out is too. */
@Pure
final class Devices {
  // No disk stands behind these, or they are full by nature.
  private static final Set<String> NO_DISK =
      Set.of(
          "tmpfs",
          "ramfs",
          "devtmpfs",
          "squashfs",
          "iso9660",
          "overlay",
          "erofs",
          "udf",
          "nsfs",
          "fuse.lxcfs",
          "rootfs");
  private static final Pattern NO_DEVICE = Pattern.compile("(loop|ram|zram|fd|sr)\\d+");
  private static final Pattern NO_INTERFACE = Pattern.compile("lo|(veth|cali|tap|ifb).*");

  private Devices() {}

  /** Whether space on a file system of this type can run out in a way that matters. */
  static boolean isStorage(String filesystemType) {
    return !NO_DISK.contains(filesystemType);
  }

  static boolean isDisk(String device) {
    return !NO_DEVICE.matcher(device).matches();
  }

  static boolean isInterface(String device) {
    return !NO_INTERFACE.matcher(device).matches();
  }
}
