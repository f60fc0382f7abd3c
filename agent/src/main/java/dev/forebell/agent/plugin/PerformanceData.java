package dev.forebell.agent.plugin;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code 'label'=value[unit][;warn[;crit[;min[;max]]]]}, separated by blanks. A label in
 * single quotes may hold blanks and equals signs, and a doubled quote for one. What is no such item
 * is passed over up to the next blank.
 */
@Pure
final class PerformanceData {
  private static final Pattern VALUE =
      Pattern.compile("([-+]?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][-+]?\\d+)?)([^\\d;]*)(?:;.*)?");
  private static final Map<String, Double> SECONDS =
      Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "ns", 1e-9, "m", 60.0, "h", 3600.0, "d", 86_400.0);
  private static final String SIZES = "KMGTPE";

  private final String text;
  private int at;

  PerformanceData(String text) {
    this.text = text;
  }

  /** Over blanks to the next item; false: there is none. */
  boolean skipToNext() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  /** The item here; empty: it is none. */
  Optional<PerformanceValue> next() {
    Optional<String> label = label();
    if (label.isEmpty() || label.get().isEmpty()) {
      word();
      return Optional.empty();
    }
    String rest = word();
    if (rest.equals("U") || rest.startsWith("U;")) {
      return Optional.of(
          new PerformanceValue(label.get(), "", Reading.unavailable(Cause.NOT_SUPPORTED)));
    }
    Matcher value = VALUE.matcher(rest);
    return value.matches()
        ? Optional.of(inBaseUnit(label.get(), value.group(1), value.group(2)))
        : Optional.empty();
  }

  /** Up to and over the equals sign; empty: no label stands here. */
  private Optional<String> label() {
    if (text.charAt(at) == '\'') {
      return quoted();
    }
    int begin = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      if (text.charAt(at++) == '=') {
        return Optional.of(text.substring(begin, at - 1));
      }
    }
    return Optional.empty();
  }

  private Optional<String> quoted() {
    StringBuilder label = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) != '\'') {
        label.append(text.charAt(at));
      } else if (text.startsWith("''", at)) {
        label.append('\'');
        at++;
      } else if (text.startsWith("'=", at)) {
        at += 2;
        return Optional.of(label.toString());
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private String word() {
    int begin = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(begin, at);
  }

  private static PerformanceValue inBaseUnit(String label, String number, String unit) {
    double value = Double.parseDouble(number.replace(',', '.'));
    if (SECONDS.containsKey(unit)) {
      return new PerformanceValue(label, "s", Reading.of(value * SECONDS.get(unit)));
    }
    if (unit.equals("%")) {
      return new PerformanceValue(label, "1", Reading.of(value / 100));
    }
    return size(unit)
        .map(factor -> new PerformanceValue(label, "By", Reading.of(value * factor)))
        .orElseGet(() -> new PerformanceValue(label, unit, Reading.of(value)));
  }

  /** {@code B}, {@code KB}, {@code KiB} and up; plugins mean 1024 by all of them. */
  private static Optional<Double> size(String unit) {
    if (unit.equals("B")) {
      return Optional.of(1.0);
    }
    if (!unit.matches("[kKMGTPE]i?B")) {
      return Optional.empty();
    }
    int power = SIZES.indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
    return Optional.of(Math.pow(1024, power));
  }
}
