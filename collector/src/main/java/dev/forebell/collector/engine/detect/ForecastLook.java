package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.forecast.Outlook;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One closed stretch of history seen through one forecast rule.
 *
 * @param at time of the input: what outputs carry
 * @param point newest value
 * @param outlook what is foretold; empty: nothing
 * @param service when the desk works
 */
record ForecastLook(
    Rule.Forecast rule,
    ConditionKey key,
    SeriesKey series,
    Instant at,
    Evidence.Point point,
    Optional<Outlook> outlook,
    ServiceTime service) {
  /** How far back the last working hour is looked for. */
  private static final Duration LOOK_BACK = Duration.ofDays(14);

  /** Whether any level could be bad at all, by its companion alone. */
  static boolean isOfInterest(Rule.Forecast rule, List<Optional<Evidence.Guard>> guards) {
    for (int i = 0; i < guards.size(); i++) {
      if (companion(rule.levels().get(i), guards.get(i), LevelVerdict.BAD) == LevelVerdict.BAD) {
        return true;
      }
    }
    return false;
  }

  private static LevelVerdict companion(
      ForecastLevel level, Optional<Evidence.Guard> guard, LevelVerdict main) {
    OptionalDouble value =
        guard.isPresent() ? OptionalDouble.of(guard.orElseThrow().value()) : OptionalDouble.empty();
    return LevelVerdict.of(main, level.guard(), value);
  }

  /** BAD: it is reached within the level's time. GOOD: it is not within half as much again. */
  LevelVerdict verdict(int index, Optional<Evidence.Guard> guard) {
    ForecastLevel level = rule.levels().get(index);
    if (outlook.isEmpty()) {
      return LevelVerdict.GOOD;
    }
    Instant reached = outlook.orElseThrow().likely();
    Instant bad = horizon(level.within());
    Instant good = bad.plus(Duration.between(point.at(), bad).dividedBy(2));
    LevelVerdict main =
        reached.isBefore(bad)
            ? LevelVerdict.BAD
            : reached.isBefore(good) ? LevelVerdict.BETWEEN : LevelVerdict.GOOD;
    return companion(level, guard, main);
  }

  private Instant horizon(ForecastLevel.Within within) {
    return switch (within) {
      case ForecastLevel.Within.Elapsed elapsed -> point.at().plus(elapsed.time());
      case ForecastLevel.Within.AfterOpening opening -> {
        WorkingTime time =
            new WorkingTime(service.at(point.at()).orElseGet(BusinessCalendar::always));
        Instant next = time.nextOpening(point.at()).orElse(point.at());
        yield time.after(next, opening.openTime()).orHorizon();
      }
    };
  }

  /** What the desk is told at a level. Only where something is foretold. */
  Finding finding(int index) {
    ForecastLevel level = rule.levels().get(index);
    Outlook seen = outlook.orElseThrow();
    Evidence evidence =
        new Evidence.Fills(
            series,
            rule.limit(),
            point,
            seen.slopePerDay(),
            seen.confidence(),
            seen.span(),
            seen.history(),
            new Evidence.Span(seen.earliest(), seen.likely(), seen.latest()),
            lastOpen(seen.likely()),
            service.zone());
    return new Finding(
        level.severity(), level.means(), level.wake(), evidence, rule.runbook(), rule.version());
  }

  private Optional<Instant> lastOpen(Instant reached) {
    return service
        .at(point.at())
        .flatMap(calendar -> new WorkingTime(calendar).lastOpen(reached.minus(LOOK_BACK), reached));
  }
}
