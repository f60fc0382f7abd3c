package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.RuleId;
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
 */
record RuleBook(
    Map<String, MetricRules> byMetric,
    List<Rule.Link> links,
    List<Rule.Absent> absents,
    List<Rule.Change> changes,
    Map<RuleId, Rule> byId) {
  RuleBook {
    byMetric = Collections.unmodifiableMap(byMetric);
    links = List.copyOf(links);
    absents = List.copyOf(absents);
    changes = List.copyOf(changes);
    byId = Collections.unmodifiableMap(byId);
  }

  static RuleBook of(List<Rule> rules) {
    Map<String, MetricRules.Builder> builders = new LinkedHashMap<>();
    List<Rule.Link> links = new ArrayList<>();
    List<Rule.Absent> absents = new ArrayList<>();
    List<Rule.Change> changes = new ArrayList<>();
    Map<RuleId, Rule> byId = new LinkedHashMap<>();
    for (Rule rule : rules) {
      byId.put(rule.id(), rule);
      switch (rule) {
        case Rule.Threshold threshold -> add(builders, threshold);
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
    return new RuleBook(byMetric, links, absents, changes, byId);
  }

  private static void add(Map<String, MetricRules.Builder> builders, Rule.Threshold rule) {
    of(builders, rule.selector()).add(rule);
    for (Rule.Level level : rule.levels()) {
      level
          .guard()
          .map(Rule.Guard::selector)
          .ifPresent(selector -> of(builders, selector).addCompanion(selector));
    }
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

  Optional<Rule> rule(RuleId id) {
    return Optional.ofNullable(byId.get(id));
  }
}
