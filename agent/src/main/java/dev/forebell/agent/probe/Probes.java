package dev.forebell.agent.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which probes this machine gets. */
public final class Probes {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path VMSTAT = Path.of("/proc/vmstat");
  private static final Path NET_DEV = Path.of("/proc/net/dev");
  private static final Path SESSIONS = Path.of("/run/systemd/sessions");
  private static final Duration NETWORK_PATIENCE = Duration.ofSeconds(1);

  private Probes() {}

  /**
   * All probes of this machine, in the order of the documentation.
   *
   * @param buffer how full the agent's buffer is
   */
  public static List<Probe> ofThisMachine(
      FilesystemSelection filesystems, Supplier<BufferLevel> buffer) {
    OshiSystem system = OshiSystem.ofThisMachine();
    List<Probe> probes = new ArrayList<>();
    probes.add(new CpuProbe(system.hardware().getProcessor()));
    probes.add(new LoadProbe(system.hardware().getProcessor()));
    probes.add(new MemoryProbe(system.hardware().getMemory(), meminfo(system)));
    probes.addAll(outOfMemory(system));
    probes.add(new PagingProbe(system.hardware().getMemory().getVirtualMemory()));
    probes.addAll(filesystems(system, filesystems));
    probes.add(new DiskProbe(disks(system)));
    probes.add(new NetworkProbe(network(system)));
    probes.add(new ConnectionProbe(connections(system)));
    probes.add(new ProcessProbe(processes(system)));
    probes.add(new UptimeProbe(system.software()));
    probes.add(sessions(system));
    probes.add(new AgentProbe(system.hardware().getMemory().getPageSize(), buffer));
    return probes;
  }

  private static Optional<Path> meminfo(OshiSystem system) {
    return system.linux() ? Optional.of(MEMINFO) : Optional.empty();
  }

  private static List<Probe> outOfMemory(OshiSystem system) {
    return system.linux() ? List.of(new OomProbe(VMSTAT)) : List.of();
  }

  private static List<Probe> filesystems(OshiSystem system, FilesystemSelection selection) {
    MountSource mounts =
        system.linux()
            ? new LinuxMounts(selection)
            : new OshiMounts(system.software().getFileSystem(), selection);
    GuardedSpaceReader guarded = new GuardedSpaceReader(SpaceReader::direct, NETWORK_PATIENCE);
    Probe space = new FilesystemProbe(mounts, SpaceReader::direct, guarded);
    return system.linux() ? List.of(space, new InodeProbe(mounts)) : List.of(space);
  }

  private static DiskSource disks(OshiSystem system) {
    return system.linux() ? new LinuxDisks() : new OshiDisks(system.hardware());
  }

  // One file holds all interfaces and tells drops both ways; OSHI reads ten files for each.
  private static NetworkSource network(OshiSystem system) {
    return system.linux()
        ? () -> NetworkStats.parse(Files.readAllLines(NET_DEV))
        : new OshiNetwork(system.hardware());
  }

  private static ConnectionProbe.Source connections(OshiSystem system) {
    return system.linux()
        ? ConnectionProbe::linux
        : () -> ConnectionProbe.oshi(system.software().getInternetProtocolStats());
  }

  private static ProcessProbe.Source processes(OshiSystem system) {
    return system.linux() ? new LinuxProcesses() : new OshiProcesses(system.software());
  }

  private static SessionProbe sessions(OshiSystem system) {
    return system.linux()
        ? new SessionProbe(new LinuxSessions(SESSIONS), LinuxSessions.STATES)
        : new SessionProbe(new OshiSessions(system.software()), OshiSessions.STATES);
  }
}
