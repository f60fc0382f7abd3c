package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines such as {@code MemFree: 1024 kB} or {@code pswpin 12}: one name, one number a line. */
@Pure
record KeyedNumbers(Map<String, Long> values) {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9_()]+):?\\s+(\\d{1,18})(\\s+kB)?");

  /** Lines of another shape are passed over; {@code kB} becomes bytes. */
  static KeyedNumbers parse(List<String> lines) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher match = LINE.matcher(line.strip());
      if (match.matches()) {
        long unit = match.group(3) == null ? 1 : 1024;
        values.put(match.group(1), Long.parseLong(match.group(2)) * unit);
      }
    }
    return new KeyedNumbers(values);
  }

  OptionalLong get(String name) {
    Long value = values.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
