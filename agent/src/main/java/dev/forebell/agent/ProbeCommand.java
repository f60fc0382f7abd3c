package dev.forebell.agent;

import dev.forebell.agent.probe.BufferLevel;
import dev.forebell.agent.probe.HostFactsProbe;
import dev.forebell.agent.report.SampleJson;
import dev.forebell.agent.report.SampleTable;
import dev.forebell.agent.sampler.Sampler;
import dev.forebell.agent.sampler.SamplerLoop;
import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.common.build.BuildVersion;
import dev.forebell.common.config.Problems;
import dev.forebell.common.model.HostFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent probe}: one complete sample of this host, to look at. */
@Command(name = "probe", mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  @Option(names = "--config", paramLabel = "FILE")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--json")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Problems problems = new Problems();
    ProbeSettings settings =
        config.map(file -> AgentConfigFile.at(file, problems).probes()).orElse(ProbeSettings.NONE);
    if (!problems.isEmpty()) {
      problems.errors().forEach(problem -> spec.commandLine().getErr().println(problem));
      return AgentMain.BAD_CONFIGURATION;
    }
    show(settings);
    return AgentMain.OK;
  }

  // Rates and utilisations need two readings: the second is shown, with what happened in between.
  // Before it everybody has had time to answer, plugins and checks too.
  private void show(ProbeSettings settings) throws IOException, InterruptedException {
    Sampler sampler = AgentProbes.sampler(settings, INTERVAL, List.of(), () -> BufferLevel.EMPTY);
    Snapshot first = sampler.sample(Duration.ZERO);
    sampler.settle();
    CompletableFuture<Snapshot> second = new CompletableFuture<>();
    try (SamplerLoop loop = new SamplerLoop(sampler, second::complete)) {
      loop.start();
      print(first, second.join());
    }
  }

  private void print(Snapshot first, Snapshot second) throws IOException {
    HostFacts facts = HostFactsProbe.ofThisMachine().read(BuildVersion.of("agent"));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      SampleJson.write(out, facts, second);
    } else {
      new SampleTable(facts, first, second).lines().forEach(out::println);
    }
    out.flush();
  }
}
