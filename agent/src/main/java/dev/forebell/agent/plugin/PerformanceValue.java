package dev.forebell.agent.plugin;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;

/**
 * One number of a plugin's performance data, in its base unit.
 *
 * @param unit {@code s}, {@code By}, {@code 1} (a ratio), {@code c} (a count that only grows), what
 *     else the plugin has, or empty
 */
@Pure
record PerformanceValue(String label, String unit, Reading reading) {
  boolean isCounter() {
    return unit.equals("c");
  }
}
