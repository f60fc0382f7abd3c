package dev.forebell.agent;

import dev.forebell.common.config.Secrets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that is the agent's own: as the environment says, as the service manager says, else
 * beside the configuration.
 */
record StateFolder(Path path) {
  private static final String STATE = "FOREBELL_AGENT_STATE";
  private static final String SERVICE_STATE = "STATE_DIRECTORY";

  static StateFolder of(Secrets secrets) {
    Path path =
        variable(secrets, STATE)
            .or(() -> variable(secrets, SERVICE_STATE).map(list -> list.split(":", 2)[0]))
            .map(Path::of)
            .orElseGet(() -> secrets.dir().resolve("agent-state"));
    return new StateFolder(path);
  }

  private static Optional<String> variable(Secrets secrets, String name) {
    return secrets.environment().apply(name).filter(text -> !text.isEmpty());
  }

  /** Of the agent that this file configures. */
  static StateFolder beside(Path config) {
    return of(AgentConfigFile.secretsOf(config));
  }

  /** What an enrolment gave this machine. */
  Path identity() {
    return path.resolve("identity");
  }

  /** Unsent batches, unless the configuration has another place for them. */
  Path spool() {
    return path.resolve("spool");
  }
}
