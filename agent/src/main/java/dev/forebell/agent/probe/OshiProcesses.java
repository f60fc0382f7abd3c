package dev.forebell.agent.probe;

import java.util.List;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** The processes where there is no {@code /proc}. */
final class OshiProcesses implements ProcessProbe.Source {
  private final OperatingSystem system;

  OshiProcesses(OperatingSystem system) {
    this.system = system;
  }

  @Override
  public List<SeenProcess> processes() {
    return system.getProcesses().stream()
        .map(
            process ->
                new SeenProcess(
                    stateOf(process.getState()), process.getName(), process::getCommandLine))
        .toList();
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
