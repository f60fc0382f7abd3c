package dev.forebell.collector.engine.sla;

import java.util.List;
import java.util.stream.Collectors;

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
    String points = firstOf.stream().map(AnchorPoint::id).collect(Collectors.joining(", "));
    return firstOf.size() == 1 ? points : "first_of(" + points + ")";
  }
}
