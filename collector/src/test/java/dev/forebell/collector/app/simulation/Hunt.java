package dev.forebell.collector.app.simulation;

/** Runs seeds until one breaks an invariant; loaded anew for each planted bug. */
public final class Hunt {
  private Hunt() {}

  /** The first violation; empty: none in so many seeds. */
  public static String firstOf(int seeds) {
    Simulation simulation = new Simulation(Settings.load());
    for (long seed = 0; seed < seeds; seed++) {
      Simulation.Outcome one = simulation.run(seed);
      if (!one.violations().isEmpty()) {
        return "seed " + seed + ": " + one.violations().getFirst().strip();
      }
    }
    return "";
  }
}
