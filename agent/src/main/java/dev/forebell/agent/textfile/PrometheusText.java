package dev.forebell.agent.textfile;

import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Prometheus's text format, version 0.0.4. A file with any mistake is refused as a whole: half of
 * it could mean anything. Timestamps are refused: the agent says itself when it read the file.
 */
@Pure
final class PrometheusText {
  private static final int MOST_LINES = 1000;
  private static final List<String> TYPES =
      List.of("counter", "gauge", "histogram", "summary", "untyped");

  private PrometheusText() {}

  /** One number. */
  record Line(String name, SortedMap<String, String> labels, double value) {}

  static List<Line> parse(String text) throws TextfileMistake {
    List<Line> lines = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (content.isBlank()) {
        continue;
      }
      if (content.stripLeading().startsWith("#")) {
        comment(content, number);
      } else {
        Line read = new PrometheusLine(content, number).read();
        if (!seen.add(read.name() + read.labels())) {
          throw new TextfileMistake(
              number, 1, "the series stands here a second time", "each series once");
        }
        lines.add(read);
      }
      if (lines.size() > MOST_LINES) {
        throw new TextfileMistake(number, 1, "too many series", "at most " + MOST_LINES);
      }
    }
    return lines;
  }

  private static void comment(String line, int number) throws TextfileMistake {
    String[] words = line.strip().split("\\s+", 4);
    if (words.length >= 2
        && words[0].equals("#")
        && words[1].equals("TYPE")
        && (words.length != 4 || !TYPES.contains(words[3].strip()))) {
      throw new TextfileMistake(
          number, 1, "the line says no type", "# TYPE NAME " + String.join("|", TYPES));
    }
  }
}
