package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.SeriesKey;
import java.util.List;

/** Rules narrowed to some of their subjects. */
final class Variants {
  private Variants() {}

  /** The rule for all subjects but these. */
  static Rule except(Rule rule, Where subject) {
    return switch (rule) {
      case Rule.Threshold it -> on(it, it.selector().except(subject));
      case Rule.Forecast it -> on(it, it.selector().except(subject));
      case Rule.Absent it ->
          expecting(it, it.expected().stream().filter(one -> !subject.matches(one)).toList());
      case Rule.Change it -> on(it, it.selector().except(subject));
      case Rule.Link it -> it;
    };
  }

  /** The rule for these subjects only. */
  static Rule only(Rule rule, Where subject) {
    return switch (rule) {
      case Rule.Threshold it -> on(it, it.selector().only(subject));
      case Rule.Forecast it -> on(it, it.selector().only(subject));
      case Rule.Absent it ->
          expecting(it, it.expected().stream().filter(subject::matches).toList());
      case Rule.Change it -> on(it, it.selector().only(subject));
      case Rule.Link it -> it;
    };
  }

  /**
   * Whether a rule looks at the subject of a condition.
   *
   * @param subject as in the condition's key
   */
  static boolean looksAt(Rule rule, Attributes subject) {
    return switch (rule) {
      case Rule.Threshold it -> looksAt(it.selector(), subject);
      case Rule.Forecast it -> looksAt(it.selector(), subject);
      case Rule.Absent it -> it.expected().contains(subject);
      case Rule.Change it -> it.of().ofBoots() || looksAt(it.selector(), subject);
      case Rule.Link _ -> subject.isEmpty();
    };
  }

  /** The metric with the attributes that are pinned: what subjects do not tell of a series. */
  static String series(Rule.Selector selector) {
    return new SeriesKey(selector.metric(), selector.where().pinned()).toString();
  }

  private static boolean looksAt(Rule.Selector selector, Attributes subject) {
    Attributes pinned = selector.where().pinned();
    boolean disjoint =
        subject.without(pinned.values().keySet()).values().size() == subject.values().size();
    return disjoint && selector.matches(subject.with(pinned));
  }

  private static Rule on(Rule.Threshold rule, Rule.Selector selector) {
    return new Rule.Threshold(
        rule.id(),
        rule.appliesTo(),
        selector,
        rule.rate(),
        rule.absolute(),
        rule.dividedBy(),
        rule.window(),
        rule.notInFirst(),
        rule.levels(),
        rule.clearFor(),
        rule.runbook(),
        rule.version());
  }

  private static Rule on(Rule.Forecast rule, Rule.Selector selector) {
    return new Rule.Forecast(
        rule.id(),
        rule.appliesTo(),
        selector,
        rule.rising(),
        rule.limit(),
        rule.history(),
        rule.levels(),
        rule.clearFor(),
        rule.runbook(),
        rule.version());
  }

  private static Rule on(Rule.Change rule, Rule.Selector selector) {
    return new Rule.Change(
        rule.id(),
        rule.appliesTo(),
        rule.of(),
        selector,
        rule.step(),
        rule.announced(),
        rule.levels(),
        rule.hold(),
        rule.runbook(),
        rule.version());
  }

  private static Rule expecting(Rule.Absent rule, List<Attributes> expected) {
    return new Rule.Absent(
        rule.id(),
        rule.appliesTo(),
        rule.selector(),
        expected,
        rule.holdFor(),
        rule.severity(),
        rule.means(),
        rule.wake(),
        rule.clearFor(),
        rule.runbook(),
        rule.version());
  }
}
