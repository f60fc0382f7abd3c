package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.RuleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A host's rules, arranged so that a sample finds those that concern it at once. Derived from the
 * profile alone.
 *
 * @param byMetric threshold rules by the metric they judge
 * @param companions selectors of all {@code and} parts, by metric
 * @param links link rules in id order
 */
record RuleBook(
    Map<String, List<Rule.Threshold>> byMetric,
    Map<String, Set<Rule.Selector>> companions,
    List<Rule.Link> links,
    Map<RuleId, Rule> byId) {
  private static final Set<Rule.Selector> NO_COMPANIONS = Set.of();

  RuleBook {
    byMetric = Collections.unmodifiableMap(byMetric);
    companions = Collections.unmodifiableMap(companions);
    links = List.copyOf(links);
    byId = Collections.unmodifiableMap(byId);
  }

  static RuleBook of(List<Rule> rules) {
    Map<String, List<Rule.Threshold>> byMetric = new LinkedHashMap<>();
    Map<String, Set<Rule.Selector>> companions = new LinkedHashMap<>();
    List<Rule.Link> links = new ArrayList<>();
    Map<RuleId, Rule> byId = new LinkedHashMap<>();
    for (Rule rule : rules) {
      byId.put(rule.id(), rule);
      switch (rule) {
        case Rule.Threshold threshold -> {
          byMetric
              .computeIfAbsent(threshold.selector().metric(), m -> new ArrayList<>())
              .add(threshold);
          addCompanions(companions, threshold);
        }
        case Rule.Link link -> links.add(link);
      }
    }
    return new RuleBook(byMetric, companions, links, byId);
  }

  private static void addCompanions(
      Map<String, Set<Rule.Selector>> companions, Rule.Threshold rule) {
    for (Rule.Level level : rule.levels()) {
      level
          .guard()
          .map(Rule.Guard::selector)
          .ifPresent(
              selector ->
                  companions
                      .computeIfAbsent(selector.metric(), m -> new LinkedHashSet<>())
                      .add(selector));
    }
  }

  List<Rule.Threshold> thresholds(String metric) {
    return byMetric.getOrDefault(metric, List.of());
  }

  Set<Rule.Selector> companions(String metric) {
    return companions.getOrDefault(metric, NO_COMPANIONS);
  }

  Optional<Rule.Threshold> threshold(RuleId id) {
    return rule(id).filter(Rule.Threshold.class::isInstance).map(Rule.Threshold.class::cast);
  }

  Optional<Rule> rule(RuleId id) {
    return Optional.ofNullable(byId.get(id));
  }
}
