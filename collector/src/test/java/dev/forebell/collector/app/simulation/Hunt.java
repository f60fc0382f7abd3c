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
   * @param seeds how many of the others
   */
  public static String first(long likely, int seeds) {
    Simulation simulation = new Simulation(Settings.load());
    return LongStream.concat(LongStream.of(likely).filter(seed -> seed >= 0), others(seeds))
        .mapToObj(simulation::run)
        .flatMap(one -> violation(one).stream())
        .findFirst()
        .orElse("");
  }

  private static LongStream others(int seeds) {
    return LongStream.range(0, seeds);
  }

  private static Optional<String> violation(Simulation.Outcome one) {
    return one.violations().stream()
        .findFirst()
        .map(violation -> "seed " + one.plan().seed() + ": " + violation.strip());
  }

  /** Everything that could be seen of one seed. */
  public static String all(long seed) {
    return String.join("\n", new Simulation(Settings.load()).run(FaultPlan.of(seed), true).lines());
  }
}
