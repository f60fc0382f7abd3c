package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.detect.Watch.PendingLevel;
import dev.forebell.collector.engine.detect.Watch.Raised;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One sample seen through one threshold rule.
 *
 * @param at time of the input: what outputs carry
 * @param point the judged quantity at its sample time
 * @param verdicts one a level
 * @param guards the companion of each level as it was, where it has one with a value
 * @param old the sample came so late that it may raise nothing
 */
record Look(
    Rule.Threshold rule,
    ConditionKey key,
    SeriesKey series,
    Instant at,
    Point point,
    List<LevelVerdict> verdicts,
    List<Optional<Evidence.Guard>> guards,
    Cadence cadence,
    boolean old) {

  Instant sampledAt() {
    return point.at();
  }

  /** Highest level that is bad; -1: none. */
  int highestBad() {
    return verdicts.lastIndexOf(LevelVerdict.BAD);
  }

  /** Whether every level up to {@code level} is good. */
  boolean allGood(int level) {
    return verdicts.subList(0, level + 1).stream().allMatch(LevelVerdict.GOOD::equals);
  }

  /** A condition as the rule in force tells it. */
  Raised raised(
      int level, Instant began, Instant raisedAt, List<PendingLevel> rising, List<Point> points) {
    return new Raised(
        level, began, raisedAt, rising, points, rule.version(), Variants.series(rule.selector()));
  }

  Finding finding(int index, List<Point> points) {
    return finding(index, points, guards.get(index));
  }

  /** What earlier samples found, when this one's companion tells nothing of them. */
  Finding earlier(int index, List<Point> points) {
    return finding(index, points, Optional.empty());
  }

  private Finding finding(int index, List<Point> points, Optional<Evidence.Guard> guard) {
    Rule.Level level = rule.levels().get(index);
    Evidence crossed =
        new Evidence.Crossed(series, quantity(), level.above(), level.bound(), points, guard);
    return new Finding(
        level.severity(), level.means(), level.wake(), crossed, rule.runbook(), rule.version());
  }

  private String quantity() {
    String metric = rule.selector().metric();
    String value = rule.absolute() ? "abs(" + metric + ")" : rate(metric);
    String inner = rule.dividedBy().map(by -> value + " / " + rate(by.metric())).orElse(value);
    return rule.window().map(window -> name(window) + "(" + inner + ")").orElse(inner);
  }

  private String rate(String metric) {
    return rule.rate() ? "rate(" + metric + ")" : metric;
  }

  private static String name(Rule.Window window) {
    return window.aggregate().name().toLowerCase(Locale.ROOT) + "_" + text(window.length());
  }

  /** {@code 90s}, {@code 5m}, {@code 2h}: the largest unit that is exact. */
  private static String text(Duration length) {
    long seconds = length.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
