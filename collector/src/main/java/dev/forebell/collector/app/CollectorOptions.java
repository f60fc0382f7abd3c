package dev.forebell.collector.app;

import dev.forebell.common.config.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a collector is started.
 *
 * @param config configuration folder
 * @param data data folder; empty: the configuration's
 * @param port port on loopback, 0 for any free one; empty: the configuration's
 * @param demoDesk address of the demo desk that the console links to and the sample webhook sends
 *     to
 */
public record CollectorOptions(
    Path config, Optional<Path> data, Optional<Integer> port, Optional<URI> demoDesk) {
  private static final String DESK_VARIABLE = "FOREBELL_DEMO_DESK";

  /** Where {@code ${env:...}} and {@code ${file:...}} of the configuration take their values. */
  Secrets secrets() {
    Secrets process = Secrets.ofProcess(config);
    return demoDesk
        .map(desk -> new Secrets(name -> variable(process, name, desk), config))
        .orElse(process);
  }

  private static Optional<String> variable(Secrets process, String name, URI desk) {
    return name.equals(DESK_VARIABLE)
        ? Optional.of(desk.toString())
        : process.environment().apply(name);
  }
}
