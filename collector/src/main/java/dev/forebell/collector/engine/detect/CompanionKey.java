package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.Attributes;

/**
 * Names one companion quantity of a host.
 *
 * @param where what its selector pins
 * @param subject what the selector leaves open; equal to the main quantity's subject
 */
record CompanionKey(String metric, String where, boolean rate, String subject)
    implements Comparable<CompanionKey> {
  static CompanionKey of(Rule.Quantity quantity, String subject) {
    Rule.Selector selector = quantity.selector();
    return new CompanionKey(selector.metric(), text(selector.where()), quantity.rate(), subject);
  }

  /** Asked for with every companion sample: the usual selector has its text ready. */
  private static String text(Where where) {
    return where.patterns().isEmpty() ? where.pinned().toString() : where.toString();
  }

  /** What a selector leaves open of a series that it matches: the subject of a condition. */
  static String subjectOf(Rule.Selector selector, Attributes attributes) {
    return attributes.without(selector.where().pinned().values().keySet()).toString();
  }

  @Override
  public int compareTo(CompanionKey other) {
    int byMetric = metric.compareTo(other.metric);
    if (byMetric != 0) {
      return byMetric;
    }
    int byWhere = where.compareTo(other.where);
    if (byWhere != 0) {
      return byWhere;
    }
    int byRate = Boolean.compare(rate, other.rate);
    return byRate != 0 ? byRate : subject.compareTo(other.subject);
  }
}
