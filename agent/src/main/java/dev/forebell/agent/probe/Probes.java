package dev.forebell.agent.probe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import oshi.hardware.CentralProcessor;

/** Which probes this machine gets. */
public final class Probes {
  private static final Path STAT = Path.of("/proc/stat");
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path VMSTAT = Path.of("/proc/vmstat");
  private static final Path FSTAB = Path.of("/etc/fstab");
  private static final Path SESSIONS = Path.of("/run/systemd/sessions");
  private static final List<Path> UTMP = List.of(Path.of("/run/utmp"), Path.of("/var/run/utmp"));
  private static final Duration NETWORK_PATIENCE = Duration.ofSeconds(1);

  private Probes() {}

  /**
   * All probes of this machine, in the order of the documentation.
   *
   * @param usage what the agent takes
   * @param buffer how full its buffer is
   */
  public static List<Probe> ofThisMachine(
      SystemSettings settings, Supplier<OwnUsage> usage, Supplier<BufferLevel> buffer) {
    OshiSystem system = OshiSystem.ofThisMachine();
    List<Probe> probes = new ArrayList<>();
    probes.add(cpu(system));
    probes.add(new LoadProbe(system.hardware().getProcessor()));
    probes.add(new MemoryProbe(memory(system)));
    probes.addAll(outOfMemory(system));
    probes.add(new PagingProbe(paging(system)));
    probes.addAll(filesystems(system, settings.filesystems()));
    probes.add(new DiskProbe(disks(system)));
    probes.add(new NetworkProbe(network(system)));
    probes.add(new ConnectionProbe(connections(system)));
    probes.add(new ProcessProbe(processes(system), settings.processes()));
    probes.add(new UptimeProbe(system.software()));
    probes.add(sessions(system, settings.sessionNames()));
    probes.addAll(system.linux() ? ofLinux() : List.of());
    probes.add(new AgentProbe(usage, buffer));
    return probes;
  }

  /**
   * The same at the pace and with the patience that are given by name; those turned off left out.
   */
  public static List<Probe> tuned(List<Probe> probes, SortedMap<String, ProbeTuning> tuning) {
    return probes.stream()
        .filter(probe -> tuning.getOrDefault(probe.name(), ProbeTuning.NONE).enabled())
        .<Probe>map(
            probe ->
                tuning.containsKey(probe.name())
                    ? new TunedProbe(probe, tuning.get(probe.name()))
                    : probe)
        .toList();
  }

  private static List<Probe> ofLinux() {
    return List.of(
        new SensorProbe(Path.of("/sys/class/hwmon")),
        new RedundancyProbe(Path.of("/proc/mdstat"), Path.of("/proc/net/bonding")),
        new ClockProbe(Path.of("/run/systemd/timesync"), Path.of("/usr/bin/chronyc")),
        new BootProbe(Path.of("/var/log/wtmp"), Path.of("/sys/fs/pstore")),
        new VirtualizationProbe(Path.of("/")));
  }

  private static CpuProbe cpu(OshiSystem system) {
    CentralProcessor processor = system.hardware().getProcessor();
    return new CpuProbe(
        system.linux() ? CpuProbe.linux(STAT) : CpuProbe.oshi(processor),
        processor.getLogicalProcessorCount());
  }

  private static MemoryProbe.Source memory(OshiSystem system) {
    return system.linux()
        ? MemoryProbe.linux(MEMINFO)
        : MemoryProbe.oshi(system.hardware().getMemory());
  }

  private static PagingProbe.Source paging(OshiSystem system) {
    return system.linux()
        ? PagingProbe.linux(MEMINFO, VMSTAT)
        : PagingProbe.oshi(system.hardware().getMemory().getVirtualMemory());
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
    Probe space =
        new FilesystemProbe(mounts, SpaceReader::direct, guarded, new ReadOnlyByWish(FSTAB));
    return system.linux() ? List.of(space, new InodeProbe(mounts)) : List.of(space);
  }

  private static DiskSource disks(OshiSystem system) {
    return system.linux() ? new LinuxDisks() : new OshiDisks(system.hardware());
  }

  // One file holds all interfaces and tells drops both ways; OSHI reads ten files for each.
  private static NetworkSource network(OshiSystem system) {
    if (!system.linux()) {
      return new OshiNetwork(system.hardware());
    }
    KernelFile interfaces = new KernelFile("/proc/net/dev");
    return () -> NetworkStats.parse(interfaces.lines());
  }

  private static ConnectionProbe.Source connections(OshiSystem system) {
    return system.linux()
        ? ConnectionProbe.linux()
        : () -> ConnectionProbe.oshi(system.software().getInternetProtocolStats());
  }

  private static ProcessProbe.Source processes(OshiSystem system) {
    return system.linux() ? new LinuxProcesses() : new OshiProcesses(system.software());
  }

  private static SessionProbe sessions(OshiSystem system, boolean names) {
    return system.linux()
        ? new SessionProbe(
            new UtmpSessions(new LinuxSessions(SESSIONS), UTMP), LinuxSessions.STATES, names)
        : new SessionProbe(new OshiSessions(system.software()), OshiSessions.STATES, names);
  }
}
