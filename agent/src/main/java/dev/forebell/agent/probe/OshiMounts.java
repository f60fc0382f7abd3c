package dev.forebell.agent.probe;

import java.util.List;
import java.util.Locale;
import oshi.software.os.FileSystem;

/** The selected mounts where the kernel has no list in a file. */
final class OshiMounts implements MountSource {
  private final FileSystem filesystem;
  private final FilesystemSelection selection;

  OshiMounts(FileSystem filesystem, FilesystemSelection selection) {
    this.filesystem = filesystem;
    this.selection = selection;
  }

  @Override
  public List<Mount> mounts() {
    return selection.select(
        filesystem.getFileStores(false).stream()
            .map(
                store ->
                    new Mount(
                        store.getVolume(),
                        store.getMount(),
                        store.getType().toLowerCase(Locale.ROOT)))
            .toList());
  }
}
