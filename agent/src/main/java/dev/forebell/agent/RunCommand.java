package dev.forebell.agent;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent run}: samples this host until it is told to stop. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", defaultValue = AgentService.CONFIG)
  private Path config = Path.of(AgentService.CONFIG);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return AgentService.run(config, spec.commandLine().getErr()::println);
  }
}
