package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host's rules, arranged so that a sample finds those that concern it with one look. Derived from
 * the profile alone.
 *
 * @param byMetric rules fed by samples, by the metric they look at
 * @param links link rules in id order
 * @param absents rules about missing series in id order
 * @param changes rules about happenings in id order
 * @param byId every rule; several of one id where an override splits its subjects
 * @param until when an override ends and the book has to be written anew
 */
record RuleBook(
    Map<String, MetricRules> byMetric,
    List<Rule.Link> links,
    List<Rule.Absent> absents,
    List<Rule.Change> changes,
    Map<RuleId, List<Rule>> byId,
    Optional<Instant> until) {
  RuleBook {
    byMetric = Collections.unmodifiableMap(byMetric);
    links = List.copyOf(links);
    absents = List.copyOf(absents);
    changes = List.copyOf(changes);
    byId = Collections.unmodifiableMap(byId);
  }

  /** As it is at a moment. */
  static RuleBook of(HostProfile profile, Instant at) {
    return profile.overrides().isEmpty() ? profile.ruleSet().book() : overridden(profile, at);
  }

  private static RuleBook overridden(HostProfile profile, Instant at) {
    return of(
        Overriding.inForce(profile.rules(), profile.overrides(), at),
        Overriding.firstEnd(profile.overrides(), at));
  }

  /** Rules that nothing overrides. */
  static RuleBook of(List<Rule> rules) {
    return of(rules, Optional.empty());
  }

  private static RuleBook of(List<Rule> rules, Optional<Instant> until) {
    Map<String, MetricRules.Builder> builders = new LinkedHashMap<>();
    List<Rule.Link> links = new ArrayList<>();
    List<Rule.Absent> absents = new ArrayList<>();
    List<Rule.Change> changes = new ArrayList<>();
    Map<RuleId, List<Rule>> byId = new LinkedHashMap<>();
    for (Rule rule : rules) {
      byId.computeIfAbsent(rule.id(), id -> new ArrayList<>()).add(rule);
      switch (rule) {
        case Rule.Threshold threshold -> add(builders, threshold);
        case Rule.Forecast forecast -> add(builders, forecast);
        case Rule.Link link -> links.add(link);
        case Rule.Absent absent -> {
          absents.add(absent);
          of(builders, absent.selector()).add(absent);
        }
        case Rule.Change change -> {
          changes.add(change);
          of(builders, change.selector()).add(change);
        }
      }
    }
    Map<String, MetricRules> byMetric = new LinkedHashMap<>();
    builders.forEach((metric, builder) -> byMetric.put(metric, builder.build()));
    return new RuleBook(byMetric, links, absents, changes, byId, until);
  }

  private static void add(Map<String, MetricRules.Builder> builders, Rule.Threshold rule) {
    of(builders, rule.selector()).add(rule);
    rule.divisor().ifPresent(quantity -> addCompanion(builders, quantity));
    for (Rule.Level level : rule.levels()) {
      level.guard().ifPresent(guard -> addCompanion(builders, guard.quantity()));
    }
  }

  private static void add(Map<String, MetricRules.Builder> builders, Rule.Forecast rule) {
    of(builders, rule.selector()).add(rule);
    for (ForecastLevel level : rule.levels()) {
      level.guard().ifPresent(guard -> addCompanion(builders, guard.quantity()));
    }
  }

  private static void addCompanion(
      Map<String, MetricRules.Builder> builders, Rule.Quantity quantity) {
    of(builders, quantity.selector()).addCompanion(quantity);
  }

  private static MetricRules.Builder of(
      Map<String, MetricRules.Builder> builders, Rule.Selector selector) {
    return builders.computeIfAbsent(selector.metric(), metric -> new MetricRules.Builder());
  }

  /** What concerns a metric; {@link MetricRules#NONE} if nothing does. */
  MetricRules of(String metric) {
    return byMetric.getOrDefault(metric, MetricRules.NONE);
  }

  Optional<Rule.Threshold> threshold(RuleId id) {
    return rule(id).filter(Rule.Threshold.class::isInstance).map(Rule.Threshold.class::cast);
  }

  /** A rule; the first of those that an override made of it. */
  Optional<Rule> rule(RuleId id) {
    return rules(id).stream().findFirst();
  }

  /** A rule, or all that overrides made of it; none if it does not apply. */
  List<Rule> rules(RuleId id) {
    return byId.getOrDefault(id, List.of());
  }
}
