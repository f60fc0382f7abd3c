package dev.forebell.collector.intake;

import dev.forebell.collector.port.AlertLevel;
import dev.forebell.common.model.HostId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What another system says is, or was, wrong.
 *
 * @param id the same each time it speaks of the same thing
 * @param name of its rule
 * @param host as it calls it; empty: it names none
 * @param details that tell it from others of its rule
 */
record Alert(
    String id,
    String name,
    Optional<HostId> host,
    AlertLevel level,
    SortedMap<String, String> details) {
  private static final int LONGEST = 200;

  /** The details in one line, cut where it gets long. */
  String detail() {
    String all = details.entrySet().stream().map(Alert::pair).collect(Collectors.joining(" "));
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
  }

  private static String pair(Map.Entry<String, String> detail) {
    return detail.getValue().isEmpty()
        ? detail.getKey()
        : detail.getKey() + "=" + detail.getValue();
  }
}
