package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.detect.Watch.PendingLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs of bad samples, one a level: how they grow, restart after a gap, end, and are held. */
final class HoldRuns {
  private HoldRuns() {}

  /**
   * The runs of the levels from {@code from} on after one more sample. A missing companion leaves a
   * run as it is; any sample that is not bad ends it.
   */
  static List<PendingLevel> advance(List<PendingLevel> runs, Look look, int from) {
    List<PendingLevel> next = new ArrayList<>();
    for (int level = from; level < look.verdicts().size(); level++) {
      Optional<PendingLevel> run = find(runs, level);
      switch (look.verdicts().get(level)) {
        case BAD -> next.add(grown(run, level, look));
        case UNKNOWN -> run.ifPresent(next::add);
        case BETWEEN, GOOD -> {}
      }
    }
    return next;
  }

  /**
   * Highest level whose run is long enough, ended by this very sample; none by one that came late:
   * what was is no alarm.
   */
  static Optional<PendingLevel> held(List<PendingLevel> runs, Look look) {
    return look.old()
        ? Optional.empty()
        : runs.reversed().stream().filter(run -> isHeld(run, look)).findFirst();
  }

  /**
   * Highest level of a run that was long enough, all of it in samples that came late, and is over.
   */
  static Optional<PendingLevel> over(List<PendingLevel> before, List<PendingLevel> now, Look look) {
    return before.reversed().stream()
        .filter(run -> isLong(run, run.lastSeen(), look))
        .filter(run -> now.stream().noneMatch(next -> next.since().equals(run.since())))
        .findFirst();
  }

  /** The runs above {@code level}. */
  static List<PendingLevel> above(List<PendingLevel> runs, int level) {
    return runs.stream().filter(run -> run.level() > level).toList();
  }

  /** Evidence keeps the first point, then the newest. */
  static List<Point> added(List<Point> points, Point newest) {
    List<Point> all = new ArrayList<>(points);
    if (all.size() >= Evidence.MAX_SAMPLES) {
      all.remove(1);
    }
    all.add(newest);
    return all;
  }

  private static boolean isHeld(PendingLevel run, Look look) {
    return look.verdicts().get(run.level()) == LevelVerdict.BAD
        && isLong(run, look.sampledAt(), look);
  }

  private static boolean isLong(PendingLevel run, Instant until, Look look) {
    Rule.Level level = look.rule().levels().get(run.level());
    Instant due = run.since().plus(level.holdFor());
    return !until.isBefore(due) && run.count() >= level.count();
  }

  private static PendingLevel grown(Optional<PendingLevel> run, int level, Look look) {
    Instant now = look.sampledAt();
    Optional<PendingLevel> going = run.filter(r -> !look.cadence().isGap(r.lastSeen(), now));
    if (going.isEmpty()) {
      return new PendingLevel(level, now, 1, now, List.of(look.point()));
    }
    PendingLevel before = going.orElseThrow();
    if (!now.isAfter(before.lastSeen())) {
      return before;
    }
    return new PendingLevel(
        level, before.since(), before.count() + 1, now, added(before.points(), look.point()));
  }

  private static Optional<PendingLevel> find(List<PendingLevel> runs, int level) {
    return runs.stream().filter(run -> run.level() == level).findFirst();
  }
}
