package dev.forebell.agent.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One plugin of the agent's file.
 *
 * @param name unique in the file
 * @param element which element it is about; empty: the agent's own host
 * @param command program and arguments, no shell in between
 * @param user whose rights it runs with; empty: the agent's own
 * @param every how often
 * @param timeout after which it is killed with all it started
 */
public record Plugin(
    String name,
    Optional<String> element,
    List<String> command,
    Optional<String> user,
    Duration every,
    Duration timeout) {
  /** Where the file says nothing. */
  public static final Duration EVERY = Duration.ofMinutes(1);

  /** Where the file says nothing. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  public Plugin {
    command = List.copyOf(command);
  }

  /** The words to run: only root may take another user's rights. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    user.ifPresent(name -> words.addAll(List.of("runuser", "-u", name, "--")));
    words.addAll(command);
    return words;
  }
}
