package dev.forebell.collector.engine.detect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A host's rules that concern one metric, by kind, each in id order.
 *
 * @param companions the {@code and} parts and divisors of any rule
 */
record MetricRules(
    List<Rule.Threshold> thresholds,
    List<Rule.Forecast> forecasts,
    List<CompanionSeries> companions,
    List<Rule.Change> changes,
    List<Rule.Absent> absents) {
  /** Of a metric that no rule names. */
  static final MetricRules NONE =
      new MetricRules(List.of(), List.of(), List.of(), List.of(), List.of());

  MetricRules {
    thresholds = List.copyOf(thresholds);
    forecasts = List.copyOf(forecasts);
    companions = List.copyOf(companions);
    changes = List.copyOf(changes);
    absents = List.copyOf(absents);
  }

  /** Whether no rule looks at the metric; only {@link #NONE} is. */
  @SuppressWarnings("ReferenceEquality")
  boolean isEmpty() {
    return this == NONE;
  }

  /** Collects the rules of one metric. */
  static final class Builder {
    private final List<Rule.Threshold> thresholds = new ArrayList<>();
    private final List<Rule.Forecast> forecasts = new ArrayList<>();
    private final Set<Rule.Quantity> companions = new LinkedHashSet<>();
    private final List<Rule.Change> changes = new ArrayList<>();
    private final List<Rule.Absent> absents = new ArrayList<>();

    void add(Rule.Threshold rule) {
      thresholds.add(rule);
    }

    void add(Rule.Forecast rule) {
      forecasts.add(rule);
    }

    void add(Rule.Change rule) {
      changes.add(rule);
    }

    void add(Rule.Absent rule) {
      absents.add(rule);
    }

    void addCompanion(Rule.Quantity quantity) {
      companions.add(quantity);
    }

    MetricRules build() {
      return new MetricRules(
          thresholds,
          forecasts,
          companions.stream().map(CompanionSeries::new).toList(),
          changes,
          absents);
    }
  }
}
