package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.Locale;
import java.util.Optional;

/** What a process is doing, in the conventions' words. */
@Pure
enum ProcessState {
  RUNNING,
  SLEEPING,
  STOPPED,
  DEFUNCT;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * From the text of {@code /proc/PID/stat}: the letter after the command, which stands in brackets
   * and may itself hold brackets and blanks. Waiting for a disk counts as sleeping.
   */
  static Optional<ProcessState> ofStat(String text) {
    int letter = text.lastIndexOf(')') + 2;
    if (letter < 2 || letter >= text.length()) {
      return Optional.empty();
    }
    return switch (text.charAt(letter)) {
      case 'R' -> Optional.of(RUNNING);
      case 'S', 'D', 'I', 'P', 'K', 'W' -> Optional.of(SLEEPING);
      case 'T', 't' -> Optional.of(STOPPED);
      case 'Z', 'X', 'x' -> Optional.of(DEFUNCT);
      default -> Optional.empty();
    };
  }
}
