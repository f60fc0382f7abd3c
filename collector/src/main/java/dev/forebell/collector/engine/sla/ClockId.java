package dev.forebell.collector.engine.sla;

import java.util.Comparator;

/** One clock of an incident: there is at most one of each name in each set. */
public record ClockId(ClockSet set, ClockName name) implements Comparable<ClockId> {
  private static final Comparator<ClockId> ORDER =
      Comparator.comparing(ClockId::set).thenComparing(ClockId::name);

  @Override
  public int compareTo(ClockId other) {
    return ORDER.compare(this, other);
  }
}
