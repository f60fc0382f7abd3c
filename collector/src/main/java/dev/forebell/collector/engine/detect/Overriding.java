package dev.forebell.collector.engine.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What overrides make of rules. One for a subject splits its rule: a changed one for that subject,
 * and the rule itself for all others; both keep the rule's id.
 */
public final class Overriding {
  private Overriding() {}

  /**
   * The rules in force at a moment, in the order of their ids.
   *
   * @param overrides the less specific before the more specific, which win
   */
  public static List<Rule> inForce(List<Rule> rules, List<RuleOverride> overrides, Instant at) {
    if (overrides.isEmpty()) {
      return rules;
    }
    List<Rule> all = new ArrayList<>();
    for (Rule rule : rules) {
      List<Rule> variants = List.of(rule);
      for (RuleOverride one : overrides) {
        if (one.rule().equals(rule.id()) && one.inForce(at)) {
          variants = variants.stream().flatMap(variant -> apply(one, variant).stream()).toList();
        }
      }
      all.addAll(variants);
    }
    return all;
  }

  /** When the first override that is in force at a moment ends. */
  static Optional<Instant> firstEnd(List<RuleOverride> overrides, Instant at) {
    return overrides.stream()
        .flatMap(one -> one.until().stream())
        .filter(end -> end.isAfter(at))
        .min(Instant::compareTo);
  }

  private static List<Rule> apply(RuleOverride override, Rule rule) {
    if (!override.isPartial()) {
      return override.off() ? List.of() : List.of(changed(override, rule));
    }
    List<Rule> split = new ArrayList<>();
    split.add(Variants.except(rule, override.subject()));
    if (!override.off()) {
      split.add(changed(override, Variants.only(rule, override.subject())));
    }
    return split;
  }

  private static ForecastLevel foretells(RuleOverride override, ForecastLevel level) {
    return new ForecastLevel(
        level.severity(),
        level.within(),
        level.guard(),
        level.means(),
        override.wake().orElse(level.wake()));
  }

  private static Rule changed(RuleOverride override, Rule rule) {
    Duration clearFor = override.clearFor().orElse(rule.clearFor());
    String version = rule.version() + "+" + override.version();
    return switch (rule) {
      case Rule.Threshold it -> threshold(override, it, clearFor, version);
      case Rule.Forecast it ->
          new Rule.Forecast(
              it.id(),
              it.appliesTo(),
              it.selector(),
              it.rising(),
              it.limit(),
              it.history(),
              it.levels().stream().map(level -> foretells(override, level)).toList(),
              clearFor,
              it.runbook(),
              version);
      case Rule.Absent it ->
          new Rule.Absent(
              it.id(),
              it.appliesTo(),
              it.selector(),
              it.expected(),
              override.holdFor().orElse(it.holdFor()),
              it.severity(),
              it.means(),
              override.wake().orElse(it.wake()),
              clearFor,
              it.runbook(),
              version);
      case Rule.Change it ->
          new Rule.Change(
              it.id(),
              it.appliesTo(),
              it.of(),
              it.selector(),
              it.step(),
              it.announced(),
              it.levels().stream().map(level -> occurs(override, level)).toList(),
              clearFor,
              it.runbook(),
              version);
      case Rule.Link it ->
          new Rule.Link(
              it.id(),
              it.appliesTo(),
              it.verdict(),
              it.after(),
              it.severity(),
              it.means(),
              override.wake().orElse(it.wake()),
              clearFor,
              it.runbook(),
              version);
    };
  }

  private static Rule.Occurs occurs(RuleOverride override, Rule.Occurs level) {
    return new Rule.Occurs(
        level.count(),
        level.within(),
        level.severity(),
        level.means(),
        override.wake().orElse(level.wake()));
  }

  private static Rule threshold(
      RuleOverride override, Rule.Threshold it, Duration clearFor, String version) {
    return new Rule.Threshold(
        it.id(),
        it.appliesTo(),
        it.selector(),
        it.rate(),
        it.absolute(),
        it.dividedBy(),
        it.window(),
        it.notInFirst(),
        it.levels().stream().map(level -> level(override, level)).toList(),
        clearFor,
        it.runbook(),
        version);
  }

  /** The clear level keeps its distance, but never crosses zero for that. */
  private static Rule.Level level(RuleOverride override, Rule.Level level) {
    double bound =
        Optional.ofNullable(override.bounds().get(level.severity())).orElse(level.bound());
    double moved = level.clear() + (bound - level.bound());
    boolean crossesZero = bound != level.bound() && Math.signum(moved) * Math.signum(bound) < 0;
    return new Rule.Level(
        level.severity(),
        level.above(),
        bound,
        crossesZero ? bound : moved,
        override.holdFor().orElse(level.holdFor()),
        level.count(),
        level.guard(),
        level.means(),
        override.wake().orElse(level.wake()));
  }
}
