package dev.forebell.agent.watch;

import dev.forebell.agent.probe.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The probes for what the agent's file names. */
public final class Watches {
  private static final Path SYSTEMD = Path.of("/run/systemd/system");

  private Watches() {}

  /**
   * Those that there is something to do for.
   *
   * @param failedUnits whether to ask for failed units, where there is systemd
   */
  public static List<Probe> of(List<String> services, boolean failedUnits, List<PortWatch> ports) {
    List<Probe> probes = new ArrayList<>();
    if (!services.isEmpty()) {
      probes.add(new ServiceProbe(services, ControlGroups.ofThisMachine()));
    }
    if (failedUnits && Files.isDirectory(SYSTEMD)) {
      probes.add(FailedUnitProbe.ofSystemd());
    }
    if (!ports.isEmpty()) {
      probes.add(PortProbe.ofThisMachine(ports));
    }
    return probes;
  }
}
