package dev.forebell.agent.probe;

import dev.forebell.common.model.HardwareMetrics;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Space of every selected file system; a dead network server delays none of the others. */
final class FilesystemProbe implements Probe {
  private final MountSource mounts;
  private final Supplier<Set<String>> wantedReadOnly;
  private final SpaceReader direct;
  private final GuardedSpaceReader guarded;

  /**
   * @param wantedReadOnly mount points that are meant not to be written
   */
  FilesystemProbe(
      MountSource mounts,
      SpaceReader direct,
      GuardedSpaceReader guarded,
      Supplier<Set<String>> wantedReadOnly) {
    this.mounts = mounts;
    this.wantedReadOnly = wantedReadOnly;
    this.direct = direct;
    this.guarded = guarded;
  }

  @Override
  public String name() {
    return "filesystem";
  }

  // Local ones first: what may hang is waited for when the others have been read.
  @Override
  public List<Sample> read() throws IOException {
    List<Mount> chosen = mounts.mounts();
    List<Sample> samples = new ArrayList<>();
    for (Mount mount : chosen) {
      if (!mount.mayHang()) {
        samples.addAll(direct.read(mount).samples(mount));
      }
    }
    addWritability(chosen, samples);
    guarded
        .read(chosen.stream().filter(Mount::mayHang).toList())
        .forEach((mount, space) -> samples.addAll(space.samples(mount)));
    return samples;
  }

  // What is meant to be read-only (media, images, what the table of mounts says) has not turned so.
  private void addWritability(List<Mount> mounts, List<Sample> samples) {
    Set<String> meant = wantedReadOnly.get();
    for (Mount mount : mounts) {
      if (!FilesystemTypes.neverWritten(mount.type()) && !meant.contains(mount.mountpoint())) {
        samples.add(
            Sample.of(
                mount.series(HardwareMetrics.FILESYSTEM_READ_ONLY, Optional.empty()),
                mount.readOnly() ? 1 : 0));
      }
    }
  }
}
