package dev.forebell.agent.probe;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** The selected mounts of this system, from the kernel's list. */
final class LinuxMounts implements MountSource {
  private static final Logger LOG = System.getLogger(LinuxMounts.class.getName());
  // A sandboxed service sees bind mounts of its own; the first process has the system's list.
  private final KernelFile system = new KernelFile("/proc/1/mounts");
  private final KernelFile own = new KernelFile("/proc/self/mounts");

  private final FilesystemSelection selection;
  private List<String> missing = List.of();
  // Every minute or hour somebody mounts something; every few seconds somebody asks.
  private String seen = "";
  private List<Mount> chosen = List.of();

  LinuxMounts(FilesystemSelection selection) {
    this.selection = selection;
  }

  @Override
  public synchronized List<Mount> mounts() throws IOException {
    String now = text();
    if (!now.equals(seen)) {
      List<Mount> all = MountTable.parse(List.of(now.split("\n")));
      report(selection.missing(all));
      chosen = selection.select(all);
      seen = now;
    }
    return chosen;
  }

  // Only root may read another user's list; the file's mode does not say so.
  private String text() throws IOException {
    try {
      return system.text();
    } catch (IOException e) {
      return own.text();
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
