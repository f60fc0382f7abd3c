package dev.forebell.agent.plugin;

import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plugin wrote, by the guidelines for monitoring plugins: the first line is its text and,
 * after a bar, performance data; further lines are long text, and after another bar more data.
 *
 * @param text of the first line
 */
@Pure
record PluginOutput(String text, List<PerformanceValue> values) {
  // Of one run; a plugin that lists more is not one to watch.
  private static final int MOST_VALUES = 200;

  static PluginOutput parse(String output) {
    List<String> lines = output.lines().toList();
    String first = lines.isEmpty() ? "" : lines.getFirst();
    int bar = first.indexOf('|');
    StringBuilder data = new StringBuilder(bar < 0 ? "" : first.substring(bar + 1));
    boolean within = false;
    for (String line : lines.stream().skip(1).toList()) {
      int next = line.indexOf('|');
      if (within) {
        data.append(' ').append(line);
      } else if (next >= 0) {
        within = true;
        data.append(' ').append(line.substring(next + 1));
      }
    }
    return new PluginOutput((bar < 0 ? first : first.substring(0, bar)).strip(), values(data));
  }

  private static List<PerformanceValue> values(CharSequence data) {
    List<PerformanceValue> values = new ArrayList<>();
    PerformanceData reader = new PerformanceData(data.toString());
    while (values.size() < MOST_VALUES && reader.skipToNext()) {
      reader.next().ifPresent(values::add);
    }
    return values;
  }
}
