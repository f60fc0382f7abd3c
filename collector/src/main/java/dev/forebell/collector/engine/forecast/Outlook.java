package dev.forebell.collector.engine.forecast;

import java.time.Duration;
import java.time.Instant;

/**
 * A limit that will be reached if what is going on goes on.
 *
 * @param madeAt up to when values were known
 * @param slopePerDay rise of the floors in units of the quantity per day, positive
 * @param confidence share of all pairs of floors whose own slope is within half of the slope, 0..1
 * @param span over how much time the slope was seen
 * @param history how much history there was to test it against
 * @param earliest steepest slope seen, highest teeth
 * @param likely when the teeth reach the limit on the robust slope
 * @param latest flattest slope, on floors alone
 */
public record Outlook(
    Instant madeAt,
    double slopePerDay,
    double confidence,
    Duration span,
    Duration history,
    Instant earliest,
    Instant likely,
    Instant latest) {

  /** Time left until {@code likely}, seen from {@code now}; negative if it has passed. */
  public Duration left(Instant now) {
    return Duration.between(now, likely);
  }
}
