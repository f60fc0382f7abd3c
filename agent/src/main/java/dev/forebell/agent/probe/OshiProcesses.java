package dev.forebell.agent.probe;

import java.util.EnumMap;
import java.util.Map;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Counts processes by state where there is no {@code /proc}. */
final class OshiProcesses implements ProcessProbe.Source {
  private final OperatingSystem system;

  OshiProcesses(OperatingSystem system) {
    this.system = system;
  }

  @Override
  public Map<ProcessState, Integer> count() {
    Map<ProcessState, Integer> counts = new EnumMap<>(ProcessState.class);
    for (OSProcess process : system.getProcesses()) {
      counts.merge(stateOf(process.getState()), 1, Integer::sum);
    }
    return counts;
  }

  private static ProcessState stateOf(OSProcess.State state) {
    return switch (state) {
      case RUNNING, NEW -> ProcessState.RUNNING;
      case STOPPED, SUSPENDED -> ProcessState.STOPPED;
      case ZOMBIE, INVALID -> ProcessState.DEFUNCT;
      case SLEEPING, WAITING, OTHER -> ProcessState.SLEEPING;
    };
  }
}
