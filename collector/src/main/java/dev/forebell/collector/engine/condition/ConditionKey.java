package dev.forebell.collector.engine.condition;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;

/**
 * What makes two findings the same condition.
 *
 * @param subject the attributes that tell two filesystems apart ({@code Attributes.toString()} of
 *     those the rule does not pin); empty for a whole host
 */
public record ConditionKey(HostId host, RuleId rule, String subject)
    implements Comparable<ConditionKey> {
  /** No rule's id is smaller. */
  private static final RuleId FIRST_RULE = new RuleId("0");

  /** Stands before every condition of a host and behind those of the host before it. */
  public static ConditionKey firstOf(HostId host) {
    return new ConditionKey(host, FIRST_RULE, "");
  }

  /** Written out: every watch and every rate of every batch is looked up by it. */
  @Override
  public int compareTo(ConditionKey other) {
    int byHost = host.compareTo(other.host);
    if (byHost != 0) {
      return byHost;
    }
    int byRule = rule.compareTo(other.rule);
    return byRule != 0 ? byRule : subject.compareTo(other.subject);
  }
}
