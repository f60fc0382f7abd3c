package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.detect.Watch.Clearing;
import dev.forebell.collector.engine.detect.Watch.Pending;
import dev.forebell.collector.engine.detect.Watch.PendingLevel;
import dev.forebell.collector.engine.detect.Watch.Raised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine of one threshold condition.
 *
 * <pre>
 * clear    -> Pending   first bad sample
 * Pending  -> Raised    a level is held: Began          Pending -> clear  no level is bad
 * Raised   -> Raised    a higher level is held: Changed; the level is good, a lower one not: Changed
 * Raised   -> Raised    the rule was changed and the level still holds: Changed
 * Raised   -> Clearing  every level up to the one in force is good: Recovering
 * Clearing -> Raised    any level is bad: Relapsed      Clearing -> clear good for clear_for: Ended
 * </pre>
 *
 * <p>A sample in the band between a level and its clearing ends a pending run, keeps a raised level
 * and does not advance a clearing: nothing flaps around a threshold.
 */
final class ThresholdWatch {
  private ThresholdWatch() {}

  /** Where a watch goes with one sample, and what is said about it. */
  record Outcome(Optional<Watch> watch, List<ConditionEvent> events) {}

  static Outcome step(Optional<Watch> watch, Look look) {
    if (watch.isEmpty()) {
      return pending(List.of(), look);
    }
    return switch (watch.orElseThrow()) {
      case Pending pending -> pending(pending.levels(), look);
      case Raised raised -> raised(raised, look);
      case Clearing clearing -> clearing(clearing, look);
      case Watch.LinkWatch _, Watch.Survived _, Watch.Late _, Watch.Tally _, Watch.Forecast _ ->
          throw new IllegalStateException("no row of a threshold: " + look.key() + watch);
    };
  }

  private static Outcome pending(List<PendingLevel> before, Look look) {
    List<PendingLevel> runs = HoldRuns.advance(before, look, 0);
    Optional<PendingLevel> held = HoldRuns.held(runs, look);
    if (held.isEmpty()) {
      Optional<Watch> next = runs.isEmpty() ? Optional.empty() : Optional.of(new Pending(runs));
      return new Outcome(next, past(before, runs, look));
    }
    PendingLevel run = held.orElseThrow();
    Instant began = runs.stream().map(PendingLevel::since).min(Instant::compareTo).orElseThrow();
    Watch next =
        look.raised(run.level(), began, look.at(), HoldRuns.above(runs, run.level()), run.points());
    return said(
        next,
        new ConditionEvent.Began(
            look.key(),
            look.at(),
            reason(run, look),
            began,
            look.finding(run.level(), run.points())));
  }

  /** What began and ended in samples that came late: nothing was raised, it is told as past. */
  private static List<ConditionEvent> past(
      List<PendingLevel> before, List<PendingLevel> runs, Look look) {
    return HoldRuns.over(before, runs, look)
        .filter(run -> look.rule().levels().get(run.level()).means() != Meaning.NOTE)
        .map(run -> List.of(past(run, before, look)))
        .orElse(List.of());
  }

  private static ConditionEvent past(PendingLevel run, List<PendingLevel> before, Look look) {
    Instant since = before.stream().map(PendingLevel::since).min(Instant::compareTo).orElseThrow();
    boolean broken = look.cadence().isGap(run.lastSeen(), look.sampledAt());
    Instant over = broken ? run.lastSeen() : look.sampledAt();
    Finding finding = look.earlier(run.level(), run.points());
    return new ConditionEvent.Past(look.key(), look.at(), since, over, finding);
  }

  private static Reason reason(PendingLevel run, Look look) {
    Rule.Level level = look.rule().levels().get(run.level());
    boolean atOnce = level.holdFor().isZero() && level.count() <= 1;
    return atOnce ? Reason.LEVEL_CROSSED : Reason.LEVEL_HELD;
  }

  private static Outcome raised(Raised raised, Look look) {
    List<PendingLevel> rising = HoldRuns.advance(raised.rising(), look, raised.level() + 1);
    Optional<PendingLevel> held = HoldRuns.held(rising, look);
    if (held.isPresent()) {
      PendingLevel run = held.orElseThrow();
      List<PendingLevel> rest = HoldRuns.above(rising, run.level());
      return moved(raised, run.level(), rest, run.points(), Reason.LEVEL_ROSE, look);
    }
    Raised going = with(raised, rising, look);
    if (look.verdicts().get(raised.level()) == LevelVerdict.GOOD) {
      return settled(going, look);
    }
    return isNews(raised, look) ? retold(going, look) : quiet(Optional.of(going));
  }

  /** Whether the rule was changed since the condition was told last. */
  private static boolean isNews(Raised raised, Look look) {
    return !raised.ruleVersion().isEmpty() && !raised.ruleVersion().equals(look.rule().version());
  }

  /** The same level of a changed rule: it may mean something else now. */
  private static Outcome retold(Raised raised, Look look) {
    List<Point> points = HoldRuns.added(raised.points(), look.point());
    Finding finding = look.finding(raised.level(), points);
    return said(
        raised, new ConditionEvent.Changed(look.key(), look.at(), Reason.RULE_CHANGED, finding));
  }

  private static Raised with(Raised raised, List<PendingLevel> rising, Look look) {
    return look.raised(raised.level(), raised.began(), raised.raisedAt(), rising, raised.points());
  }

  /** The level in force is good: down to the highest lower one that is not, or recovering. */
  private static Outcome settled(Raised raised, Look look) {
    int lower = raised.level() - 1;
    while (lower >= 0 && look.verdicts().get(lower) == LevelVerdict.GOOD) {
      lower--;
    }
    if (lower < 0) {
      return recovering(raised, look);
    }
    if (look.verdicts().get(lower) == LevelVerdict.UNKNOWN) {
      return quiet(Optional.of(raised));
    }
    List<Point> points = List.of(raised.points().getFirst(), look.point());
    return moved(raised, lower, List.of(), points, Reason.LEVEL_FELL, look);
  }

  private static Outcome moved(
      Raised from, int to, List<PendingLevel> rising, List<Point> points, Reason why, Look look) {
    Raised next = look.raised(to, from.began(), from.raisedAt(), rising, points);
    return said(
        next, new ConditionEvent.Changed(look.key(), look.at(), why, look.finding(to, points)));
  }

  private static Outcome recovering(Raised raised, Look look) {
    Instant now = look.sampledAt();
    Raised settled = with(raised, List.of(), look);
    ConditionEvent recovering =
        new ConditionEvent.Recovering(look.key(), look.at(), Reason.GOOD_SAMPLE, now);
    if (look.rule().clearFor().compareTo(Duration.ZERO) > 0) {
      return said(new Clearing(settled, now, now), recovering);
    }
    return new Outcome(Optional.empty(), List.of(recovering, ended(now, look)));
  }

  private static Outcome clearing(Clearing clearing, Look look) {
    int bad = look.highestBad();
    if (bad >= 0) {
      return relapsed(clearing.raised(), Math.min(bad, clearing.raised().level()), look);
    }
    if (!look.allGood(clearing.raised().level())) {
      return quiet(Optional.of(clearing));
    }
    Instant now = look.sampledAt();
    if (look.cadence().isGap(clearing.lastSeen(), now)) {
      return quiet(Optional.of(new Clearing(clearing.raised(), now, now)));
    }
    if (now.isBefore(clearing.since().plus(look.rule().clearFor()))) {
      return quiet(Optional.of(new Clearing(clearing.raised(), clearing.since(), now)));
    }
    return new Outcome(Optional.empty(), List.of(ended(clearing.since(), look)));
  }

  /** Bad again at {@code level}, which may be lower than it was, and rises from there at once. */
  private static Outcome relapsed(Raised raised, int level, Look look) {
    List<ConditionEvent> events = new ArrayList<>();
    events.add(new ConditionEvent.Relapsed(look.key(), look.at(), Reason.BAD_AGAIN));
    Raised again = raised;
    if (level < raised.level()) {
      List<Point> points = List.of(raised.points().getFirst(), look.point());
      again = look.raised(level, raised.began(), raised.raisedAt(), List.of(), points);
      events.add(
          new ConditionEvent.Changed(
              look.key(), look.at(), Reason.LEVEL_FELL, look.finding(level, points)));
    }
    Outcome further = raised(again, look);
    events.addAll(further.events());
    return new Outcome(further.watch(), events);
  }

  private static ConditionEvent ended(Instant restoredAt, Look look) {
    return new ConditionEvent.Ended(look.key(), look.at(), Reason.CLEAR_HELD, restoredAt);
  }

  private static Outcome said(Watch next, ConditionEvent event) {
    return new Outcome(Optional.of(next), List.of(event));
  }

  private static Outcome quiet(Optional<Watch> next) {
    return new Outcome(next, List.of());
  }
}
