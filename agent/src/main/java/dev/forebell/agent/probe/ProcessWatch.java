package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which processes to count.
 *
 * @param name of the watch, for its series
 * @param process pattern of the process's short name, with {@code *} for any text
 * @param command pattern of its whole command line
 */
@Pure
public record ProcessWatch(String name, Optional<String> process, Optional<String> command) {
  // Linux cuts names: a longer pattern could never match.
  private static final int LONGEST_NAME = 15;

  boolean matches(SeenProcess seen) {
    return process.map(pattern -> matches(cut(pattern), seen.name())).orElse(true)
        && command.map(pattern -> matches(pattern, seen.commandLine().get())).orElse(true);
  }

  private static String cut(String pattern) {
    return pattern.contains("*") || pattern.length() <= LONGEST_NAME
        ? pattern
        : pattern.substring(0, LONGEST_NAME) + "*";
  }

  private static boolean matches(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
