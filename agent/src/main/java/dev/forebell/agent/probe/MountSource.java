package dev.forebell.agent.probe;

import java.io.IOException;
import java.util.List;

/** The mounts to sample, as they are now. */
interface MountSource {
  List<Mount> mounts() throws IOException;
}
