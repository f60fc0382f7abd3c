package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.detect.Watch.Occurrence;
import dev.forebell.collector.engine.detect.Watch.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Counts what happens to one subject of a change rule and says what that amounts to.
 *
 * <pre>
 * not held -> held      a level's count is reached: Began
 * held     -> held      a higher level's is: Changed; any happening prolongs the hold
 * held     -> not held  nothing happened for the hold: Recovering, Ended
 * </pre>
 */
final class Happenings {
  /** Older ones are forgotten beyond so many. */
  private static final int MAX_OCCURRENCES = 1000;

  private Happenings() {}

  /**
   * It happened.
   *
   * @param newest what happened; its count is 0 if it is known and does not count
   * @param evidence without times and counts, which are filled in
   */
  static Tally add(
      Draft draft,
      Rule.Change rule,
      ConditionKey key,
      Tally before,
      Occurrence newest,
      Evidence.Happened evidence) {
    List<Occurrence> all = recent(rule, before.happened(), newest);
    Optional<Integer> level = newest.count() == 0 ? Optional.empty() : level(rule, all, newest);
    Tally counted =
        new Tally(before.baseline(), before.boots(), before.goodbye(), all, before.held());
    if (level.isEmpty()) {
      return counted;
    }
    int reached = level.orElseThrow();
    Finding finding = finding(rule, reached, all, newest, evidence);
    return before.held().isPresent()
        ? rise(draft, key, counted, reached, finding)
        : begin(draft, rule, key, counted, reached, newest.at(), finding);
  }

  private static Tally rise(
      Draft draft, ConditionKey key, Tally tally, int level, Finding finding) {
    if (tally.held().filter(inForce -> level <= inForce).isPresent()) {
      return tally;
    }
    draft.say(new ConditionEvent.Changed(key, draft.at(), Reason.LEVEL_ROSE, finding));
    return tally.held(Optional.of(level));
  }

  private static Tally begin(
      Draft draft,
      Rule.Change rule,
      ConditionKey key,
      Tally tally,
      int level,
      Instant since,
      Finding finding) {
    draft.say(new ConditionEvent.Began(key, draft.at(), Reason.HAPPENED, since, finding));
    if (rule.hold().isZero()) {
      end(draft, key, since);
      return tally;
    }
    return tally.held(Optional.of(level));
  }

  /** When the rule lets go of the condition; empty: it does not hold. */
  static Optional<Instant> over(Rule.Change rule, Tally tally) {
    return tally.held().isPresent() && !tally.happened().isEmpty()
        ? Optional.of(tally.happened().getLast().at().plus(rule.hold()))
        : Optional.empty();
  }

  /** Says that it is over. */
  static void end(Draft draft, ConditionKey key, Instant restoredAt) {
    draft.say(new ConditionEvent.Recovering(key, draft.at(), Reason.HOLD_OVER, restoredAt));
    draft.say(new ConditionEvent.Ended(key, draft.at(), Reason.HOLD_OVER, restoredAt));
  }

  /** What counts for any level at the time of the newest, which is the last. */
  private static List<Occurrence> recent(
      Rule.Change rule, List<Occurrence> before, Occurrence newest) {
    Duration longest =
        rule.levels().stream()
            .map(Rule.Occurs::within)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    List<Occurrence> kept = new ArrayList<>(within(before, newest.at(), longest));
    kept.add(newest);
    int surplus = Math.max(0, kept.size() - MAX_OCCURRENCES);
    return kept.subList(surplus, kept.size());
  }

  private static List<Occurrence> within(List<Occurrence> all, Instant end, Duration length) {
    Instant start = end.minus(length);
    return all.stream().filter(one -> one.at().isAfter(start)).toList();
  }

  /** The highest level that has come to its count. */
  private static Optional<Integer> level(
      Rule.Change rule, List<Occurrence> all, Occurrence newest) {
    for (int level = rule.levels().size() - 1; level >= 0; level--) {
      Rule.Occurs occurs = rule.levels().get(level);
      if (count(occurs, all, newest) >= occurs.count()) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  private static int count(Rule.Occurs level, List<Occurrence> all, Occurrence newest) {
    return level.within().isZero()
        ? newest.count()
        : within(all, newest.at(), level.within()).stream().mapToInt(Occurrence::count).sum();
  }

  private static Finding finding(
      Rule.Change rule,
      int index,
      List<Occurrence> all,
      Occurrence newest,
      Evidence.Happened evidence) {
    Rule.Occurs level = rule.levels().get(index);
    List<Instant> times =
        within(all, newest.at(), level.within()).stream()
            .filter(one -> one.count() > 0)
            .map(Occurrence::at)
            .toList();
    List<Instant> shown = times.isEmpty() ? List.of(newest.at()) : times;
    int surplus = Math.max(0, shown.size() - Evidence.MAX_SAMPLES);
    Evidence full =
        new Evidence.Happened(
            evidence.what(),
            evidence.series(),
            evidence.before(),
            evidence.after(),
            shown.subList(surplus, shown.size()),
            count(level, all, newest),
            level.within());
    return new Finding(
        level.severity(), level.means(), level.wake(), full, rule.runbook(), rule.version());
  }
}
