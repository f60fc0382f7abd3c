package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.detect.RuleOverride;
import dev.forebell.common.config.Position;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A made-up time line of one host, and what has to be open on it when. Times count from its start.
 *
 * @param every from one batch to the next; none while the host is not connected
 * @param links what happens to the host's link, in order of time
 * @param overrides those in force, ending on the calendar that begins at {@link #START}
 */
public record RuleTest(
    String name,
    HostKind kind,
    Attributes labels,
    Duration every,
    Duration lasts,
    List<Line> lines,
    List<LinkEvent> links,
    List<RuleOverride> overrides,
    List<Expectation> expectations) {
  /** When a time line starts: a Monday at midnight, UTC. */
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  public RuleTest {
    lines = List.copyOf(lines);
    links = List.copyOf(links);
    overrides = List.copyOf(overrides);
    expectations = List.copyOf(expectations);
  }

  /** Something happens to the link. */
  public record LinkEvent(Duration at, Happening what) {}

  /** What can happen to a link. */
  public sealed interface Happening {
    /**
     * The agent said hello.
     *
     * @param bootId empty: the host says none
     */
    record Connected(String bootId) implements Happening {}

    /** Nothing is heard any more. */
    record Silent() implements Happening {}

    /** The other side closed without goodbye. */
    record Closed() implements Happening {}

    /** A goodbye. */
    record Bye(ByeReason reason) implements Happening {}

    /** What another host of the site found when it was asked. */
    record Witness(Evidence.Answer answer) implements Happening {}
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
