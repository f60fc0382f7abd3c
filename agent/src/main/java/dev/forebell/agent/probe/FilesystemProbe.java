package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Space of every selected file system; a dead network server delays none of the others. */
final class FilesystemProbe implements Probe {
  private final MountSource mounts;
  private final SpaceReader direct;
  private final GuardedSpaceReader guarded;

  FilesystemProbe(MountSource mounts, SpaceReader direct, GuardedSpaceReader guarded) {
    this.mounts = mounts;
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
    guarded
        .read(chosen.stream().filter(Mount::mayHang).toList())
        .forEach((mount, space) -> samples.addAll(space.samples(mount)));
    return samples;
  }
}
