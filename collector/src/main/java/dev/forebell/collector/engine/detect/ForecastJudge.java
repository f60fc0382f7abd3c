package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.forecast.Forecaster;
import dev.forebell.collector.engine.forecast.History;
import dev.forebell.collector.engine.forecast.Outlook;
import dev.forebell.common.model.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes a sample through a forecast rule: into its history always, to a verdict whenever a stretch
 * of history closes.
 */
final class ForecastJudge {
  private final Draft draft;
  private final BatchMemory memory;
  private final Rule.Forecast rule;
  private final ConditionKey key;
  private final Sample sample;
  private final Point point;

  private ForecastJudge(
      Draft draft, BatchMemory memory, Rule.Forecast rule, Sample sample, Point point) {
    this.draft = draft;
    this.memory = memory;
    this.rule = rule;
    this.sample = sample;
    this.point = point;
    String subject = CompanionKey.subjectOf(rule.selector(), sample.series().attributes());
    this.key = new ConditionKey(draft.profile().host(), rule.id(), subject);
  }

  /** A sample that has no value changes nothing: it neither raises nor clears. */
  static void look(
      Draft draft,
      BatchMemory memory,
      Rule.Forecast rule,
      Sample sample,
      Instant sampledAt,
      boolean verdicts) {
    OptionalDouble number = Plausibility.number(sample);
    if (number.isPresent()) {
      Point point = new Point(sampledAt, number.getAsDouble());
      new ForecastJudge(draft, memory, rule, sample, point).look(verdicts);
    }
  }

  private void look(boolean verdicts) {
    Optional<Watch> known = draft.watch(key);
    double value = rule.rising() ? point.value() : -point.value();
    if (known.isEmpty() || !(known.orElseThrow() instanceof Watch.Forecast before)) {
      draft.remember(key, begin(value));
      return;
    }
    History history = before.history().with(point.at(), value);
    if (!verdicts) {
      remember(before, history);
    } else if (value >= limit()) {
      reached(before, history, value);
    } else if (before.history().closes(point.at())) {
      judge(before, history);
    } else {
      remember(before, history);
    }
  }

  private Watch begin(double value) {
    return new Watch.Forecast(
        sample.series(), rule.rising(), History.begin(point.at(), value), Optional.empty());
  }

  private double limit() {
    return rule.rising() ? rule.limit() : -rule.limit();
  }

  private void remember(Watch.Forecast before, History history) {
    if (!history.equals(before.history())) {
      draft.remember(key, with(before, history, before.standing()));
    }
  }

  private static Watch.Forecast with(
      Watch.Forecast before, History history, Optional<Watch.Standing> standing) {
    return new Watch.Forecast(before.series(), before.rising(), history, standing);
  }

  /** What is full is no matter of forecasts; what comes after is a new story. */
  private void reached(Watch.Forecast before, History history, double value) {
    if (before.standing().isPresent()) {
      draft.say(ForecastWatch.reached(key, draft.at(), point.at()));
      draft.watch(key, Optional.of(begin(value)));
    } else if (history.hasPast()) {
      draft.watch(key, Optional.of(begin(value)));
    }
  }

  private void judge(Watch.Forecast before, History history) {
    List<Optional<Evidence.Guard>> guards = new ArrayList<>(rule.levels().size());
    for (ForecastLevel level : rule.levels()) {
      guards.add(level.guard().flatMap(guard -> memory.guard(guard, key.subject())));
    }
    Optional<Watch.Standing> standing = before.standing();
    if (standing.isPresent() || ForecastLook.isOfInterest(rule, guards)) {
      Optional<Outlook> outlook = Forecaster.of(history, limit(), rule.history());
      ForecastLook look =
          new ForecastLook(
              rule, key, sample.series(), draft.at(), point, outlook, draft.profile().service());
      ForecastWatch.Outcome outcome = ForecastWatch.step(standing, look, history, guards);
      outcome.events().forEach(draft::say);
      standing = outcome.standing();
    }
    Watch.Forecast next = with(before, history, standing);
    boolean save = before.history().closesHour(point.at());
    if (save || !standing.equals(before.standing())) {
      draft.watch(key, Optional.of(next));
    } else {
      draft.remember(key, next);
    }
    if (save) {
      forgetVanished();
    }
  }

  /** Series that were not seen for as long as history reaches, and hold no condition. */
  private void forgetVanished() {
    List<ConditionKey> gone = new ArrayList<>();
    for (Map.Entry<ConditionKey, Watch> entry : draft.watches().entrySet()) {
      if (entry.getValue() instanceof Watch.Forecast old
          && old.standing().isEmpty()
          && old.history().isOver(point.at())) {
        gone.add(entry.getKey());
      }
    }
    gone.forEach(over -> draft.watch(over, Optional.empty()));
  }
}
