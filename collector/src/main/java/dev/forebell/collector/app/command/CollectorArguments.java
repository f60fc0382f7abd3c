package dev.forebell.collector.app.command;

import dev.forebell.collector.app.CollectorOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code up} and {@code collector} have in common. */
final class CollectorArguments {
  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Configuration folder (default: ${DEFAULT-VALUE}).")
  private Path config = Path.of("config");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of the database, the agents' keys and the logs (default: what collector.yaml"
              + " says, else data).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Port on loopback; 0: any free one, printed (default: what collector.yaml says).")
  private Optional<Integer> port = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  Path config() {
    return config;
  }

  CollectorOptions options(Optional<URI> demoDesk) {
    if (port.filter(number -> number < 0 || number > HIGHEST_PORT).isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--port " + port.get() + " is no port; expected 0 to " + HIGHEST_PORT);
    }
    return new CollectorOptions(config, data, port, demoDesk);
  }
}
