package dev.forebell.collector.engine.condition;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.util.Comparator;

/**
 * What makes two findings the same condition.
 *
 * @param subject the attributes that tell two filesystems apart ({@code Attributes.toString()} of
 *     those the rule does not pin); empty for a whole host
 */
public record ConditionKey(HostId host, RuleId rule, String subject)
    implements Comparable<ConditionKey> {
  private static final Comparator<ConditionKey> ORDER =
      Comparator.comparing(ConditionKey::host)
          .thenComparing(ConditionKey::rule)
          .thenComparing(ConditionKey::subject);

  @Override
  public int compareTo(ConditionKey other) {
    return ORDER.compare(this, other);
  }
}
