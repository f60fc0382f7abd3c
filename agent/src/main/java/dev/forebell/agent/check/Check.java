package dev.forebell.agent.check;

import java.time.Duration;
import java.util.Optional;

/**
 * One line of the agent's list.
 *
 * @param name of the check, unique in the file
 * @param element which element it is about; empty: the agent's own host
 * @param every how often to ask
 * @param timeout after which there is no answer
 */
public record Check(
    String name, Optional<String> element, Target target, Duration every, Duration timeout) {
  /** Where the file says nothing. */
  public static final Duration EVERY = Duration.ofSeconds(30);

  /** Where the file says nothing. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);
}
