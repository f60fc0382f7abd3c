package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.List;

/** Cuts a line of a kernel's table at its blanks. */
@Pure
final class Columns {
  private Columns() {}

  /** The words of a line; none for a blank one. */
  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean blank = i == line.length() || line.charAt(i) <= ' ';
      if (!blank && from < 0) {
        from = i;
      } else if (blank && from >= 0) {
        words.add(line.substring(from, i));
        from = -1;
      }
    }
    return words;
  }
}
