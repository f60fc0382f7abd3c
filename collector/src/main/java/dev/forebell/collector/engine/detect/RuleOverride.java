package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rule is different on one host, or on one subject of it, for a time.
 *
 * @param subject the attributes it is for; {@link Where#ANY}: all of the host
 * @param off the rule does not apply at all
 * @param bounds of a threshold: new bounds of its levels by their severity; their clear keeps its
 *     distance
 * @param holdFor how long it must be bad, on every level
 * @param until from this moment on the rule is itself again; empty: no end
 * @param by who decided it
 * @param version fingerprint of its text
 */
public record RuleOverride(
    RuleId rule,
    Where subject,
    boolean off,
    SortedMap<Severity, Double> bounds,
    Optional<Duration> holdFor,
    Optional<Duration> clearFor,
    Optional<Wake> wake,
    Optional<Instant> until,
    String by,
    String reason,
    String version) {
  public RuleOverride {
    bounds = Collections.unmodifiableSortedMap(new TreeMap<>(bounds));
  }

  /** Whether it holds at a moment. */
  public boolean inForce(Instant at) {
    return until.filter(end -> !at.isBefore(end)).isEmpty();
  }

  /** Whether it is for some subjects only. */
  public boolean isPartial() {
    return !subject.equals(Where.ANY);
  }
}
