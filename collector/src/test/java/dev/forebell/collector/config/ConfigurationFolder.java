package dev.forebell.collector.config;

import dev.forebell.common.config.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A configuration folder that a test fills. */
record ConfigurationFolder(Path dir) {
  /** The configuration that ships. */
  static final Path SAMPLE = Path.of("..", "config");

  ConfigurationFolder with(String name, String text) {
    try {
      Path file = dir.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Loads it without the environment of the machine that tests run on. */
  Loaded load() {
    return ConfigurationFiles.load(dir, new Secrets(name -> Optional.empty(), dir));
  }

  /** Loads it; its mistakes fail the test. */
  Configuration read() {
    return switch (load()) {
      case Loaded.Ok(Configuration configuration, var warnings) -> configuration;
      case Loaded.Bad(var errors, var warnings) -> throw new AssertionError(errors.toString());
    };
  }
}
