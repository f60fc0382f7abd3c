package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Attributes;
import java.util.Comparator;

/**
 * Names one companion quantity of a host.
 *
 * @param where what its selector pins
 * @param subject what the selector leaves open; equal to the main quantity's subject
 */
record CompanionKey(String metric, String where, boolean rate, String subject)
    implements Comparable<CompanionKey> {
  private static final Comparator<CompanionKey> ORDER =
      Comparator.comparing(CompanionKey::metric)
          .thenComparing(CompanionKey::where)
          .thenComparing(CompanionKey::rate)
          .thenComparing(CompanionKey::subject);

  static CompanionKey of(Rule.Quantity quantity, String subject) {
    Rule.Selector selector = quantity.selector();
    return new CompanionKey(
        selector.metric(), selector.where().toString(), quantity.rate(), subject);
  }

  /** What a selector leaves open of a series that it matches: the subject of a condition. */
  static String subjectOf(Rule.Selector selector, Attributes attributes) {
    return attributes.without(selector.where().pinned().values().keySet()).toString();
  }

  @Override
  public int compareTo(CompanionKey other) {
    return ORDER.compare(this, other);
  }
}
