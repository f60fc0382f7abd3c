package dev.forebell.collector.app.drill;

import java.time.Duration;
import java.util.Optional;

/**
 * One step that a drill looked for.
 *
 * @param name key of its sentence in the resource bundle
 * @param after how long after the part's trigger it was seen; empty: it was not
 * @param limit how long it may take
 * @param detail what was seen, in the collector's words
 */
public record DrillStep(String name, Optional<Duration> after, Duration limit, String detail) {
  /** Seen, and in time. */
  public boolean ok() {
    return after.isPresent() && after.get().compareTo(limit) <= 0;
  }
}
