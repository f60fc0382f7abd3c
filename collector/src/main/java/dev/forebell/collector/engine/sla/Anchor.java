package dev.forebell.collector.engine.sla;

import java.util.List;
import java.util.StringJoiner;

/**
 * From when a clock counts: the earliest of the points that exist; one point is the plain case,
 * several are {@code first_of(detected, reported)}.
 */
public record Anchor(List<AnchorPoint> firstOf) {
  public Anchor {
    firstOf = List.copyOf(firstOf);
    if (firstOf.isEmpty()) {
      throw new IllegalArgumentException("an anchor needs a point");
    }
  }

  @Override
  public String toString() {
    // Compared with what a clock was set by, at each look at it.
    StringJoiner points = new StringJoiner(", ", "first_of(", ")");
    firstOf.forEach(point -> points.add(point.id()));
    return firstOf.size() == 1 ? firstOf.getFirst().id() : points.toString();
  }
}
