package dev.forebell.agent.probe;

import java.io.IOException;
import java.util.List;

/** The disks of the system with their counters. */
interface DiskSource {
  List<DiskCounters> read() throws IOException;
}
