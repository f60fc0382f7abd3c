package dev.forebell.collector.engine.detect;

import java.util.List;

/**
 * Rules in id order, and how they are arranged for lookup. Hosts with the same rules share one: in
 * a fleet of ten thousand the arrangement would else be most of what is kept of a host.
 */
public final class RuleSet {
  private final List<Rule> rules;
  private final RuleBook book;

  private RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.book = RuleBook.of(this.rules);
  }

  /** Arranges them. */
  public static RuleSet of(List<Rule> rules) {
    return new RuleSet(rules);
  }

  public List<Rule> rules() {
    return rules;
  }

  /** Arranged as they are, without overrides. */
  RuleBook book() {
    return book;
  }

  /** The same rules in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RuleSet set && set.rules.equals(rules);
  }

  @Override
  public int hashCode() {
    return rules.hashCode();
  }

  @Override
  public String toString() {
    return rules.toString();
  }
}
