package dev.forebell.collector.app.simulation;

import java.util.Optional;
import java.util.stream.LongStream;

/** Runs seeds until one breaks an invariant; loaded anew for each planted bug. */
public final class Hunt {
  private Hunt() {}

  /**
   * The first violation; empty: none.
   *
   * @param likely the seed that is tried before the others; negative: none is
   * @param from the first of the others
   * @param seeds how many of the others
   */
  public static String first(long likely, long from, int seeds) {
    Simulation simulation = new Simulation(Settings.load());
    return LongStream.concat(
            LongStream.of(likely).filter(seed -> seed >= 0), LongStream.range(from, from + seeds))
        .mapToObj(seed -> violation(simulation, seed))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  private static Optional<String> violation(Simulation simulation, long seed) {
    return simulation
        .firstViolation(FaultPlan.of(seed))
        .map(violation -> "seed " + seed + ": " + violation.strip());
  }

  /** Everything that could be seen of one seed. */
  public static String all(long seed) {
    return String.join("\n", new Simulation(Settings.load()).run(FaultPlan.of(seed), true).lines());
  }
}
