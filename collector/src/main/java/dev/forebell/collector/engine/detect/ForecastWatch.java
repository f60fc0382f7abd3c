package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.detect.Watch.Standing;
import dev.forebell.collector.engine.forecast.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine of one forecast condition.
 *
 * <pre>
 * nothing  -> standing  a level's time has come near: Began
 * standing -> standing  a higher level: Changed; the level is good, a lower one not: Changed
 * standing -> nothing   nothing foretold for clear_for: Recovering, Ended; limit reached: Ended
 * </pre>
 *
 * <p>A trend that is lost for a while and found again is one condition: nothing is said of it.
 */
final class ForecastWatch {
  private ForecastWatch() {}

  /** Where a forecast stands after a look, and what is said about it. */
  record Outcome(Optional<Standing> standing, List<ConditionEvent> events) {}

  static Outcome step(
      Optional<Standing> standing,
      ForecastLook look,
      History history,
      List<Optional<Evidence.Guard>> guards) {
    List<LevelVerdict> verdicts = new ArrayList<>(guards.size());
    for (int i = 0; i < guards.size(); i++) {
      verdicts.add(look.verdict(i, guards.get(i)));
    }
    int bad = verdicts.lastIndexOf(LevelVerdict.BAD);
    if (standing.isEmpty()) {
      return bad < 0 ? quiet(Optional.empty()) : began(bad, look, history);
    }
    Standing now = standing.orElseThrow();
    int level = Math.max(bad, highestNotGood(verdicts, now.level()));
    return level < 0 ? ending(now, look, history) : moved(now, level, look);
  }

  private static int highestNotGood(List<LevelVerdict> verdicts, int from) {
    int level = from;
    while (level >= 0 && verdicts.get(level) == LevelVerdict.GOOD) {
      level--;
    }
    return level;
  }

  private static Outcome began(int level, ForecastLook look, History history) {
    Instant since = look.point().at();
    Standing standing = new Standing(level, since, history.newestCeiling(), Optional.empty());
    return said(
        Optional.of(standing),
        new ConditionEvent.Began(
            look.key(), look.at(), Reason.LIMIT_FORESEEN, since, look.finding(level)));
  }

  private static Outcome moved(Standing before, int level, ForecastLook look) {
    boolean same = level == before.level() || look.outlook().isEmpty();
    int next = same ? before.level() : level;
    Standing standing = new Standing(next, before.began(), before.value(), Optional.empty());
    if (same) {
      return quiet(Optional.of(standing));
    }
    Reason reason = level > before.level() ? Reason.LEVEL_ROSE : Reason.LEVEL_FELL;
    return said(
        Optional.of(standing),
        new ConditionEvent.Changed(look.key(), look.at(), reason, look.finding(level)));
  }

  private static Outcome ending(Standing before, ForecastLook look, History history) {
    Instant now = look.point().at();
    Instant since = before.end().orElse(now);
    if (now.isBefore(since.plus(look.rule().clearFor()))) {
      return quiet(
          Optional.of(
              new Standing(before.level(), before.began(), before.value(), Optional.of(since))));
    }
    boolean freed = history.newestCeiling() < before.value();
    Reason reason = freed ? Reason.SPACE_FREED : Reason.TREND_TURNED;
    return new Outcome(
        Optional.empty(),
        List.of(
            new ConditionEvent.Recovering(look.key(), look.at(), reason, since),
            new ConditionEvent.Ended(look.key(), look.at(), reason, since)));
  }

  /** What was foretold has come. */
  static ConditionEvent reached(ConditionKey key, Instant at, Instant sampledAt) {
    return new ConditionEvent.Ended(key, at, Reason.LIMIT_REACHED, sampledAt);
  }

  private static Outcome said(Optional<Standing> standing, ConditionEvent event) {
    return new Outcome(standing, List.of(event));
  }

  private static Outcome quiet(Optional<Standing> standing) {
    return new Outcome(standing, List.of());
  }
}
