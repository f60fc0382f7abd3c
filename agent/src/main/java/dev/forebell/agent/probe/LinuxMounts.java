package dev.forebell.agent.probe;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The selected mounts of this system, from the kernel's list. */
final class LinuxMounts implements MountSource {
  private static final Logger LOG = System.getLogger(LinuxMounts.class.getName());
  // A sandboxed service sees bind mounts of its own; the first process has the system's list.
  private static final Path SYSTEM = Path.of("/proc/1/mounts");
  private static final Path OWN = Path.of("/proc/self/mounts");

  private final FilesystemSelection selection;
  private List<String> missing = List.of();

  LinuxMounts(FilesystemSelection selection) {
    this.selection = selection;
  }

  @Override
  public List<Mount> mounts() throws IOException {
    List<Mount> all = MountTable.parse(lines());
    report(selection.missing(all));
    return selection.select(all);
  }

  // Only root may read another user's list; the file's mode does not say so.
  private static List<String> lines() throws IOException {
    try {
      return Files.readAllLines(SYSTEM);
    } catch (IOException e) {
      return Files.readAllLines(OWN);
    }
  }

  private void report(List<String> nowMissing) {
    if (!nowMissing.equals(missing)) {
      nowMissing.forEach(
          place -> LOG.log(Level.WARNING, "filesystems.include: nothing is mounted at " + place));
      missing = nowMissing;
    }
  }
}
