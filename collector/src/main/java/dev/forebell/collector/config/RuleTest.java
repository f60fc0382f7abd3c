package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.config.Position;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A made-up time line of one host, and what has to be open on it when. Times count from its start.
 *
 * @param every from one batch to the next
 */
public record RuleTest(
    String name,
    HostKind kind,
    Attributes labels,
    Duration every,
    Duration lasts,
    List<Line> lines,
    List<Expectation> expectations) {
  public RuleTest {
    lines = List.copyOf(lines);
    expectations = List.copyOf(expectations);
  }

  /** A series and what becomes of its value, in order of time. */
  public record Line(SeriesKey series, List<Segment> segments) {
    /** What holds at a moment; the first segment also before its start. */
    public Optional<Segment> at(Duration time) {
      return segments.stream()
          .filter(segment -> segment.from().compareTo(time) <= 0)
          .reduce((earlier, later) -> later);
    }
  }

  /**
   * From a moment on.
   *
   * @param until when the next one begins
   * @param value at its start; empty: none can be read
   * @param end towards which the value moves until then
   * @param sent whether the series is in the batches at all
   */
  public record Segment(
      Duration from, Duration until, OptionalDouble value, OptionalDouble end, boolean sent) {
    /** The value at a moment within it. */
    public OptionalDouble valueAt(Duration time) {
      if (value.isEmpty() || end.isEmpty()) {
        return value;
      }
      double share = (double) time.minus(from).toMillis() / until.minus(from).toMillis();
      double start = value.getAsDouble();
      return OptionalDouble.of(start + (end.getAsDouble() - start) * share);
    }
  }

  /**
   * What has to be so at a moment, after its batch.
   *
   * @param subject part of the subject's text; empty: any
   * @param severity empty: nothing of the rule may be open
   */
  public record Expectation(
      Position position,
      Duration at,
      RuleId rule,
      String subject,
      Optional<Severity> severity,
      Optional<Meaning> means) {}
}
