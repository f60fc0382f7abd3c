package dev.forebell.collector.app.command;

import dev.forebell.collector.app.CollectorOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code up} and {@code collector} have in common. */
final class CollectorArguments {
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

  Path config() {
    return config;
  }

  CollectorOptions options(Optional<URI> demoDesk) {
    return new CollectorOptions(config, data, port, demoDesk);
  }
}
