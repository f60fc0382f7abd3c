package dev.forebell.agent.probe;

import dev.forebell.common.model.Reading.Cause;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Asks the kernel for the space at a mount point. */
interface SpaceReader {
  Space read(Mount mount);

  /** Reads in the calling thread, for as long as the kernel takes. */
  static Space direct(Mount mount) {
    File place = new File(mount.mountpoint());
    long total = place.getTotalSpace();
    return total > 0
        ? new Space.Known(total, place.getFreeSpace(), place.getUsableSpace())
        : new Space.Unknown(whyNothing(place.toPath()));
  }

  // The JDK answers 0 for a failure as well as for a file system without a size.
  private static Cause whyNothing(Path place) {
    try {
      Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Cause.NOT_SUPPORTED;
    } catch (AccessDeniedException e) {
      return Cause.NO_PERMISSION;
    } catch (NoSuchFileException e) {
      return Cause.NOT_SUPPORTED;
    } catch (IOException e) {
      return Cause.FAILED;
    }
  }
}
