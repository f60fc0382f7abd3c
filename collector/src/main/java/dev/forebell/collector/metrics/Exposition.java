package dev.forebell.collector.metrics;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Text exposition format 0.0.4 in the making: every family once, its samples together, in name
 * order.
 */
final class Exposition {
  private final SortedMap<String, StringBuilder> families = new TreeMap<>();

  /** The lines of one family, with its {@code HELP} and {@code TYPE} before the first. */
  Family family(String name, String type, String help) {
    StringBuilder lines =
        families.computeIfAbsent(
            name,
            absent ->
                new StringBuilder()
                    .append("# HELP ")
                    .append(name)
                    .append(' ')
                    .append(escapedHelp(help))
                    .append("\n# TYPE ")
                    .append(name)
                    .append(' ')
                    .append(type)
                    .append('\n'));
    return new Family(name, lines);
  }

  String text() {
    StringBuilder all = new StringBuilder();
    families.values().forEach(all::append);
    return all.toString();
  }

  /** Where samples of one name go. */
  record Family(String name, StringBuilder lines) {
    /** A whole number, such as a count. */
    void count(CharSequence labels, long value) {
      sample(labels, (double) value);
    }

    /**
     * @param labels ready: joined by {@link #label}
     */
    void sample(CharSequence labels, double value) {
      lines.append(name);
      if (!labels.isEmpty()) {
        lines.append('{').append(labels).append('}');
      }
      lines.append(' ').append(number(value)).append('\n');
    }
  }

  /** Appends {@code name="value"} with the value escaped. */
  static void label(StringBuilder text, String name, String value) {
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
  }

  private static String escapedHelp(String help) {
    return help.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
