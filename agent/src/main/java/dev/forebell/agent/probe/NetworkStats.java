package dev.forebell.agent.probe;

import dev.forebell.agent.probe.InterfaceCounters.Traffic;
import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the text of {@code /proc/net/dev}: two heading lines, then one interface a line. */
@Pure
final class NetworkStats {
  private static final int COLUMNS = 16;
  private static final int TRANSMIT = 8;

  private NetworkStats() {}

  /** Every interface; headings and lines of another shape are passed over. */
  static List<InterfaceCounters> parse(List<String> lines) {
    List<InterfaceCounters> interfaces = new ArrayList<>();
    for (String line : lines) {
      // A name may hold a colon itself (an alias such as eth0:1); numbers never do.
      int colon = line.lastIndexOf(':');
      List<String> fields = Columns.of(line.substring(colon + 1));
      if (colon > 0 && fields.size() >= COLUMNS) {
        interfaces.add(
            new InterfaceCounters(
                line.substring(0, colon).strip(), traffic(fields, 0), traffic(fields, TRANSMIT)));
      }
    }
    return interfaces;
  }

  private static Traffic traffic(List<String> fields, int from) {
    return new Traffic(
        Long.parseUnsignedLong(fields.get(from)),
        Long.parseUnsignedLong(fields.get(from + 1)),
        Long.parseUnsignedLong(fields.get(from + 2)),
        OptionalLong.of(Long.parseUnsignedLong(fields.get(from + 3))));
  }
}
