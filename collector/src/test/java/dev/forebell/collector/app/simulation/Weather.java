package dev.forebell.collector.app.simulation;

import java.util.List;
import java.util.stream.Stream;

/** What faults do to the link of one host. */
final class Weather {
  private final List<Fault> blocked;
  private final List<Fault> cut;
  private final List<Fault> slow;

  Weather(FaultPlan plan, int host, int site) {
    this.blocked =
        Stream.concat(
                plan.of(Fault.Kind.HALF_OPEN).stream().filter(fault -> on(fault, host)),
                plan.of(Fault.Kind.SITE_OUTAGE).stream()
                    .filter(fault -> fault.target() % World.SITES == site))
            .toList();
    this.cut = plan.of(Fault.Kind.CUT).stream().filter(fault -> on(fault, host)).toList();
    this.slow = plan.of(Fault.Kind.SLOW_LINK).stream().filter(fault -> on(fault, host)).toList();
  }

  private static boolean on(Fault fault, int host) {
    return fault.target() % World.HOSTS == host;
  }

  /** Whether no connection can be made because every attempt is refused. */
  boolean refuses(double second) {
    return cut.stream().anyMatch(fault -> fault.during(second));
  }

  /** Whether nothing passes. */
  boolean blocks(double second) {
    return blocked.stream().anyMatch(fault -> fault.during(second));
  }

  /** From which second something sent at {@code second} passes. */
  double passes(double second) {
    double passes = second;
    for (boolean moved = true; moved; ) {
      moved = false;
      for (Fault fault : blocked) {
        if (fault.during(passes)) {
          passes = fault.end() + 0.01;
          moved = true;
        }
      }
    }
    return passes;
  }

  /** How much longer something takes, in seconds. */
  double delay(double second) {
    return slow.stream()
        .filter(fault -> fault.during(second))
        .mapToDouble(fault -> fault.amount() / 250.0)
        .max()
        .orElse(0);
  }
}
