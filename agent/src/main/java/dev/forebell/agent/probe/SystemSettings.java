package dev.forebell.agent.probe;

import java.util.List;

/**
 * What the agent's file says about the probes of the system itself.
 *
 * @param sessionNames whether to tell who is logged in
 * @param processes which processes to count
 */
public record SystemSettings(
    FilesystemSelection filesystems, boolean sessionNames, List<ProcessWatch> processes) {
  /** Where the file says nothing. */
  public static final SystemSettings NONE =
      new SystemSettings(FilesystemSelection.REAL_ONES, false, List.of());

  public SystemSettings {
    processes = List.copyOf(processes);
  }
}
