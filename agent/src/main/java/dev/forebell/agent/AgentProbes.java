package dev.forebell.agent;

import dev.forebell.agent.certificate.CertificateProbe;
import dev.forebell.agent.check.CheckProbe;
import dev.forebell.agent.plugin.PluginProbe;
import dev.forebell.agent.probe.BufferLevel;
import dev.forebell.agent.probe.OwnUsageReader;
import dev.forebell.agent.probe.Probe;
import dev.forebell.agent.probe.Probes;
import dev.forebell.agent.sampler.BudgetKeeper;
import dev.forebell.agent.sampler.Sampler;
import dev.forebell.agent.textfile.TextfileProbe;
import dev.forebell.agent.watch.Watches;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All probes that an agent has, and the sampler that asks them. */
final class AgentProbes {
  private AgentProbes() {}

  /**
   * @param more those that only a running agent has
   * @param buffer how full the agent's buffer is
   */
  static Sampler sampler(
      ProbeSettings settings, Duration interval, List<Probe> more, Supplier<BufferLevel> buffer) {
    InstantSource clock = InstantSource.system();
    OwnUsageReader usage = OwnUsageReader.ofThisProcess();
    List<Probe> probes = new ArrayList<>();
    probes.addAll(Probes.ofThisMachine(settings.system(), usage, buffer));
    probes.addAll(Watches.of(settings.services(), settings.failedUnits(), settings.ports()));
    if (!settings.certificates().isEmpty()) {
      probes.add(new CertificateProbe(settings.certificates(), clock));
    }
    settings.textfiles().ifPresent(folder -> probes.add(new TextfileProbe(folder, clock)));
    settings.plugins().forEach(plugin -> probes.add(new PluginProbe(plugin)));
    settings.checks().forEach(check -> probes.add(new CheckProbe(check, clock)));
    probes.addAll(more);
    return new Sampler(
        Probes.tuned(probes, settings.tuning()),
        interval,
        new BudgetKeeper(settings.budget(), usage),
        clock);
  }
}
