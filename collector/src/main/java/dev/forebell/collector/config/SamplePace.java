package dev.forebell.collector.config;

import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.RuleSet;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often a host must sample so that its rules can keep their word: what must last three seconds,
 * or is an average of five, cannot be seen each ten. Half of the shortest such time, in whole
 * seconds, at least one; a rule that asks for longer times changes nothing.
 */
final class SamplePace {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private SamplePace() {}

  /**
   * As often as is wished for, or as the rules need.
   *
   * @param wished by the settings of the host's kind
   */
  static Duration of(Duration wished, RuleSet rules) {
    Optional<Duration> shortest =
        rules.rules().stream()
            .flatMap(SamplePace::times)
            .filter(Duration::isPositive)
            .min(Duration::compareTo)
            .filter(time -> time.compareTo(wished) < 0);
    return shortest.map(SamplePace::half).orElse(wished);
  }

  private static Duration half(Duration time) {
    Duration half = Duration.ofSeconds(time.dividedBy(2).toSeconds());
    return half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
  }

  /** The times over which a rule must see samples. */
  private static Stream<Duration> times(Rule rule) {
    return switch (rule) {
      case Rule.Threshold threshold ->
          Stream.concat(
              threshold.levels().stream().map(Rule.Level::holdFor),
              threshold.window().stream().map(Rule.Window::length));
      case Rule.Absent absent -> Stream.of(absent.holdFor());
      case Rule.Link _, Rule.Change _, Rule.Forecast _ -> Stream.empty();
    };
  }
}
