package dev.forebell.collector.app.drill;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a drill drills.
 *
 * @param collector address of a running collector
 * @param agentConfig agent.yaml of an agent that the drill starts, stops and kills
 * @param environment variables that this agent.yaml refers to
 * @param log where that agent's output goes
 * @param host the host that the agent's key stands for
 * @param confirm how long that host's silence must last before it is down
 * @param desk the demo desk that gets the tickets, if the drill can look into it
 */
public record DrillTarget(
    URI collector,
    Path agentConfig,
    Map<String, String> environment,
    Path log,
    String host,
    Duration confirm,
    Optional<URI> desk) {
  private static final int STEPS_SEEN_FROM_OUTSIDE = 9;

  /** How many steps a whole drill has: one more where the desk can be looked into. */
  public int steps() {
    return desk.isPresent() ? STEPS_SEEN_FROM_OUTSIDE + 1 : STEPS_SEEN_FROM_OUTSIDE;
  }
}
