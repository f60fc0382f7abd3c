package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Inodes of one file system; some types have no fixed number and say 0. */
@Pure
record InodeCounts(long total, long free) {
  /** The format given to {@code stat -f}: total, free, mount point. */
  static final String FORMAT = "%c %d %n";

  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (.+)");

  /** By mount point; what is not such a line (an error text) is passed over. */
  static Map<String, InodeCounts> parse(List<String> lines) {
    Map<String, InodeCounts> counts = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher match = LINE.matcher(line);
      if (match.matches()) {
        counts.put(
            match.group(3),
            new InodeCounts(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))));
      }
    }
    return counts;
  }

  double utilization() {
    return Rounded.share((double) (total - free), (double) total);
  }
}
