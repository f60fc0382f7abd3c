package dev.forebell.agent;

import dev.forebell.agent.probe.HostFactsProbe;
import dev.forebell.agent.spool.SpoolInUse;
import dev.forebell.common.build.BuildVersion;
import dev.forebell.common.config.Problems;
import dev.forebell.common.model.HostFacts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** An agent from its configuration to its end. */
final class AgentService {
  /** Where the configuration is looked for, from the working folder, when nobody says. */
  static final String CONFIG = "config/agent.yaml";

  private AgentService() {}

  /**
   * Samples this host until the process is told to stop.
   *
   * @param err takes what is wrong, line by line
   * @return the exit code
   */
  static int run(Path config, Consumer<String> err) throws InterruptedException {
    Problems problems = new Problems();
    HostFactsProbe host = HostFactsProbe.ofThisMachine();
    HostFacts facts = host.read(BuildVersion.of("agent"));
    Optional<AgentConfig> settings =
        AgentConfigFile.at(config, problems).read(facts.hostName(), host.bootId());
    problems.warnings().forEach(one -> err.accept(one.toString()));
    if (settings.isEmpty()) {
      problems.errors().forEach(one -> err.accept(one.toString()));
      return AgentMain.BAD_CONFIGURATION;
    }
    try (RunningAgent agent = RunningAgent.start(settings.get(), facts)) {
      agent.stopWithTheProcess();
      agent.awaitStop();
    } catch (SpoolInUse e) {
      err.accept("forebell agent: " + e.getMessage());
      return AgentMain.FAILED;
    }
    return AgentMain.OK;
  }
}
