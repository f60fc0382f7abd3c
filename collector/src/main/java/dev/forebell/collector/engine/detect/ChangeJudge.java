package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.detect.Watch.Occurrence;
import dev.forebell.collector.engine.detect.Watch.Tally;
import dev.forebell.common.model.Sample;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What samples tell change rules: the value before is compared with the value now. It is kept in
 * the tally, so that a change while the collector was away is noticed, and noticed once.
 */
final class ChangeJudge {
  /**
   * How old a kept uptime or stepping value may get; others are written whenever they change, which
   * is seldom.
   */
  private static final Duration REFRESH = Duration.ofHours(1);

  /** How far times and uptimes of one host may be apart. */
  private static final Duration JITTER = Duration.ofSeconds(10);

  private final Draft draft;
  private final BatchMemory memory;
  private final Instant sampledAt;

  ChangeJudge(Draft draft, BatchMemory memory, Instant sampledAt) {
    this.draft = draft;
    this.memory = memory;
    this.sampledAt = sampledAt;
  }

  void sample(Rule.Change rule, Sample sample) {
    OptionalDouble number = Plausibility.number(sample);
    if (number.isEmpty() || !rule.selector().matches(sample.series().attributes())) {
      return;
    }
    String subject = CompanionKey.subjectOf(rule.selector(), sample.series().attributes());
    ConditionKey key = new ConditionKey(draft.profile().host(), rule.id(), subject);
    Tally before = Tallies.of(draft, key);
    Point now = new Point(sampledAt, number.getAsDouble());
    Optional<Point> earlier = memory.latest(key).or(before::baseline);
    if (earlier.filter(point -> sampledAt.isBefore(point.at())).isEmpty()) {
      Tally counted = count(rule, key, sample, before, earlier, now);
      memory.latest(key, now);
      draft.watch(key, Optional.of(kept(rule, counted, now)));
    }
  }

  private Tally count(
      Rule.Change rule,
      ConditionKey key,
      Sample sample,
      Tally before,
      Optional<Point> earlier,
      Point now) {
    int count = earlier.map(point -> happened(rule, before, point, now)).orElse(0);
    boolean announced = rule.of() == Rule.Of.REBOOT && before.goodbye().isPresent();
    Tally heard = before.goodbye().isPresent() ? before.goodbye(Optional.empty()) : before;
    if (count == 0) {
      return heard;
    }
    Occurrence occurrence = new Occurrence(sampledAt, announced && !rule.announced() ? 0 : count);
    Evidence.Happened evidence =
        new Evidence.Happened(
            Tallies.what(rule.of(), announced),
            Optional.of(sample.series()),
            text(earlier.orElseThrow().value()),
            text(now.value()),
            List.of(),
            0,
            Duration.ZERO);
    return Happenings.add(draft, rule, key, heard, occurrence, evidence);
  }

  /** How often it happened between two values. */
  private static int happened(Rule.Change rule, Tally tally, Point before, Point now) {
    double grown = now.value() - before.value();
    return switch (rule.of()) {
      case REBOOT -> isReboot(before, now) && isNewBoot(tally, now) ? 1 : 0;
      case IDENTITY -> 0;
      // A counter that fell was reset: what it counted in between nobody knows.
      case INCREASE -> grown > 0 ? (int) Math.min(Math.max(1, grown), Integer.MAX_VALUE) : 0;
      case DECREASE -> grown < 0 ? 1 : 0;
      case VALUE -> Double.compare(now.value(), before.value()) == 0 ? 0 : 1;
      case STEP -> Math.abs(grown) > rule.step() ? 1 : 0;
    };
  }

  /** The uptime fell, or it is too short for a host that was up at the sample before. */
  private static boolean isReboot(Point before, Point now) {
    return now.value() < before.value() || booted(now).isAfter(before.at().plus(JITTER));
  }

  private static Instant booted(Point uptime) {
    return uptime.at().minusMillis((long) (uptime.value() * 1000));
  }

  /** The same reboot may have been told by its boot id, or by a batch that came late. */
  private static boolean isNewBoot(Tally tally, Point uptime) {
    return tally.happened().isEmpty() || booted(uptime).isAfter(tally.happened().getLast().at());
  }

  /** Uptimes grow all the time: their row is written anew only now and then. */
  private Tally kept(Rule.Change rule, Tally tally, Point now) {
    boolean moving = rule.of() == Rule.Of.REBOOT || rule.of() == Rule.Of.STEP;
    boolean fresh =
        tally
            .baseline()
            .filter(
                point ->
                    moving
                        ? point.value() <= now.value()
                            && !point.at().plus(REFRESH).isBefore(sampledAt)
                        : Double.compare(point.value(), now.value()) == 0)
            .isPresent();
    return fresh ? tally : tally.baseline(Optional.of(now));
  }

  private static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
