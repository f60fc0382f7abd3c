package dev.forebell.agent;

import dev.forebell.agent.probe.HostFactsProbe;
import dev.forebell.agent.spool.SpoolInUse;
import dev.forebell.common.build.BuildVersion;
import dev.forebell.common.config.Problems;
import dev.forebell.common.model.HostFacts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent run}: samples this host until it is told to stop. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", defaultValue = "config/agent.yaml")
  private Path config = Path.of("config", "agent.yaml");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Problems problems = new Problems();
    HostFactsProbe host = HostFactsProbe.ofThisMachine();
    HostFacts facts = host.read(BuildVersion.of("agent"));
    Optional<AgentConfig> settings =
        AgentConfigFile.at(config, problems).read(facts.hostName(), host.bootId());
    problems.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
    if (settings.isEmpty()) {
      problems.errors().forEach(problem -> spec.commandLine().getErr().println(problem));
      return AgentMain.BAD_CONFIGURATION;
    }
    try (RunningAgent agent = RunningAgent.start(settings.get(), facts)) {
      agent.stopWithTheProcess();
      agent.awaitStop();
    } catch (SpoolInUse e) {
      spec.commandLine().getErr().println("forebell agent: " + e.getMessage());
      return AgentMain.FAILED;
    }
    return AgentMain.OK;
  }
}
