package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.OptionalLong;

/**
 * Lines such as {@code MemFree: 1024 kB} or {@code pswpin 12}: one name, one number a line. Only
 * what is asked for is looked at: these texts have up to two hundred lines.
 */
@Pure
record KeyedNumbers(String text) {
  private static final int MOST_DIGITS = 18;
  private static final String KILOBYTES = " kB";

  /** The number of a name, {@code kB} made bytes; a line of another shape is none. */
  OptionalLong get(String name) {
    int at = text.indexOf(name);
    while (at >= 0) {
      int after = at + name.length();
      if ((at == 0 || text.charAt(at - 1) == '\n') && endsName(after)) {
        return number(after);
      }
      at = text.indexOf(name, after);
    }
    return OptionalLong.empty();
  }

  private boolean endsName(int at) {
    return at < text.length()
        && (text.charAt(at) == ':' || text.charAt(at) == ' ' || text.charAt(at) == '\t');
  }

  private OptionalLong number(int from) {
    int start = text.charAt(from) == ':' ? from + 1 : from;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    boolean kilobytes = text.startsWith(KILOBYTES, end);
    int rest = kilobytes ? end + KILOBYTES.length() : end;
    boolean whole = rest == text.length() || text.charAt(rest) == '\n';
    if (end == start || end - start > MOST_DIGITS || !whole) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(text, start, end, 10);
    return OptionalLong.of(kilobytes ? number * 1024 : number);
  }
}
