package dev.forebell.collector.metrics;

import dev.forebell.common.model.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;

/** {@code name="value"} pairs in the making, escaped. */
final class Labels {
  private final StringBuilder text = new StringBuilder();

  /** From alternating names and values. */
  static Labels of(String... namesAndValues) {
    Labels labels = new Labels();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return labels;
  }

  /**
   * Attributes as labels. Two attributes that come to the same label are joined by a semicolon, as
   * OpenTelemetry has it: a label that stands twice would spoil the whole scrape.
   *
   * @param taken labels that are added to each series; an attribute of that name is renamed
   */
  static Labels of(Attributes attributes, Set<String> taken) {
    TreeMap<String, String> legal = new TreeMap<>();
    attributes
        .values()
        .forEach(
            (name, value) -> {
              String label = Family.legal(name);
              legal.merge(
                  taken.contains(label) ? "attribute_" + label : label,
                  value,
                  (one, other) -> one + ";" + other);
            });
    Labels labels = new Labels();
    legal.forEach(labels::add);
    return labels;
  }

  Labels add(String name, String value) {
    if (!text.isEmpty()) {
      text.append(',');
    }
    text.append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(value.charAt(i));
      }
    }
    text.append('"');
    return this;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** With what surrounds them, as bytes to be written often. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
