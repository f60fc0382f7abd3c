package dev.forebell.agent;

import dev.forebell.agent.certificate.CertificateFile;
import dev.forebell.agent.check.Check;
import dev.forebell.agent.plugin.Plugin;
import dev.forebell.agent.probe.ProbeTuning;
import dev.forebell.agent.probe.SystemSettings;
import dev.forebell.agent.sampler.Budget;
import dev.forebell.agent.watch.PortWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code agent.yaml} says of what to look at, and at what pace.
 *
 * @param services units that should run
 * @param failedUnits whether to ask the service manager for failed ones
 * @param textfiles folder of {@code *.prom} files
 * @param tuning pace and patience by name of the probe
 */
record ProbeSettings(
    SystemSettings system,
    List<String> services,
    boolean failedUnits,
    List<PortWatch> ports,
    List<CertificateFile> certificates,
    Optional<Path> textfiles,
    List<Plugin> plugins,
    List<Check> checks,
    SortedMap<String, ProbeTuning> tuning,
    Budget budget) {
  /** Where there is no file. */
  static final ProbeSettings NONE =
      new ProbeSettings(
          SystemSettings.NONE,
          List.of(),
          true,
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          new TreeMap<>(),
          Budget.DEFAULT);
}
