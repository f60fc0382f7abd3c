package dev.forebell.collector.app.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** When the collector did not listen, as the simulation knows it. */
final class Deafness {
  // Two seconds of a clock that may run a tenth slower.
  private static final double NOTICED = 2.3;

  private record Stretch(double from, double to) {
    boolean noticed() {
      return to - from > NOTICED;
    }

    double overlap(double begin, double end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, begin));
    }
  }

  private final List<Stretch> stretches = new ArrayList<>();
  private OptionalDouble deafSince = OptionalDouble.empty();

  void was(double from, double to) {
    Stretch told = new Stretch(from, to);
    if (!stretches.contains(told)) {
      stretches.add(told);
    }
  }

  void from(double second) {
    deafSince = OptionalDouble.of(second);
  }

  void listensAgain(double second) {
    deafSince.ifPresent(from -> was(from, second));
    deafSince = OptionalDouble.empty();
  }

  /** Seconds of a time in which it did not listen, and noticed. */
  double within(double begin, double end) {
    boolean[] deaf = new boolean[Math.max(1, (int) Math.ceil((end - begin) * 20))];
    for (Stretch one : stretches.stream().filter(one -> one.noticed() && one.to <= end).toList()) {
      for (int i = 0; i < deaf.length; i++) {
        double at = begin + i / 20.0;
        deaf[i] |= one.from <= at && at < one.to;
      }
    }
    int count = 0;
    for (boolean one : deaf) {
      count += one ? 1 : 0;
    }
    return count / 20.0;
  }

  /** The end of the latest stretch, long enough to be noticed, that reaches into a time. */
  OptionalDouble lastEnd(double begin, double end) {
    return stretches.stream()
        .filter(one -> one.noticed() && one.to <= end && one.overlap(begin, end) > 0)
        .mapToDouble(Stretch::to)
        .max();
  }

  /** Whether it listened all the time. */
  boolean none(double begin, double end) {
    return stretches.stream().noneMatch(one -> one.overlap(begin, end) > 0) && deafSince.isEmpty();
  }
}
