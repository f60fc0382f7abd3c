package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import java.time.Duration;
import java.util.Optional;

/** One level of a forecast: the limit is reached {@code within} a time. */
public record ForecastLevel(
    Severity severity, Within within, Optional<Rule.Guard> guard, Meaning means, Wake wake) {

  /** How near an end must be. */
  public sealed interface Within {
    /** In so much time from now. */
    record Elapsed(Duration time) implements Within {}

    /**
     * Before so much open time of the host's contract has run from its next opening on (from now on
     * while it is open): too late to be dealt with in hours.
     */
    record AfterOpening(Duration openTime) implements Within {}
  }
}
