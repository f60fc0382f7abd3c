package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The configuration that a command looks at. */
final class ConfigurationOption {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Configuration folder (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("config");

  Path folder() {
    return folder;
  }

  /** Reads it; empty: it has mistakes, and each is printed in a line. */
  Optional<Configuration> load(PrintWriter err) {
    return switch (ConfigurationFiles.load(folder)) {
      case Loaded.Ok(var configuration, var _) -> Optional.of(configuration);
      case Loaded.Bad(var errors, var _) -> {
        errors.forEach(err::println);
        yield Optional.empty();
      }
    };
  }
}
