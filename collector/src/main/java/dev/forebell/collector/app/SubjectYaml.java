package dev.forebell.collector.app;

import java.util.ArrayList;
import java.util.List;

/** The subject of a condition, {@code name=value,name=value}, as a YAML map on one line. */
final class SubjectYaml {
  private SubjectYaml() {}

  static String of(String subject) {
    List<String> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < subject.length(); i++) {
      char c = subject.charAt(i);
      if (c == '\\' && i + 1 < subject.length()) {
        text.append(subject.charAt(++i));
      } else if (c == '=' || c == ',') {
        parts.add(text.toString());
        text.setLength(0);
      } else {
        text.append(c);
      }
    }
    parts.add(text.toString());
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      pairs.add(parts.get(i) + ": " + quoted(parts.get(i + 1)));
    }
    return "{" + String.join(", ", pairs) + "}";
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
