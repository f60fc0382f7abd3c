package dev.forebell.benchmarks.speed;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what was measured, and under which conditions
 * @param seen what came out, with its unit
 * @param goal what it should be; empty: a peer's figure, or one for which there is none
 */
record Row(String what, String seen, String goal) {
  static String number(double value, String unit) {
    String digits = value < 10 ? "%.3f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, value, unit);
  }

  String line() {
    return "| " + what + " | " + seen + " | " + goal + " |";
  }
}
