package dev.forebell.agent;

import dev.forebell.common.config.Secrets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that is the agent's own: as the environment says, as the service manager says, else
 * beside the configuration.
 */
final class StateFolder {
  private static final String STATE = "FOREBELL_AGENT_STATE";
  private static final String SERVICE_STATE = "STATE_DIRECTORY";

  private StateFolder() {}

  static Path of(Secrets secrets) {
    return variable(secrets, STATE)
        .or(() -> variable(secrets, SERVICE_STATE).map(list -> list.split(":", 2)[0]))
        .map(Path::of)
        .orElseGet(() -> secrets.dir().resolve("agent-state"));
  }

  private static Optional<String> variable(Secrets secrets, String name) {
    return secrets.environment().apply(name).filter(text -> !text.isEmpty());
  }
}
