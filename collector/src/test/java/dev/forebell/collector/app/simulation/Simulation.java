package dev.forebell.collector.app.simulation;

import dev.forebell.collector.ledger.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Runs seeds, and makes what a failing one needs as short as it gets. One thread. */
final class Simulation {
  /** Inputs that cost an exception are told to the log only: here they count. */
  private static final class Watch extends Handler {
    private final List<String> dropped = new ArrayList<>();
    private final Thread owner = Thread.currentThread();

    @Override
    public void publish(LogRecord line) {
      // A reload that needs the ledger while it fails is refused to whoever asked for it.
      boolean refused =
          line.getMessage().endsWith("Reconfigured") && line.getThrown() instanceof LedgerException;
      if (Thread.currentThread().equals(owner) && !refused) {
        dropped.add(line.getMessage() + ": " + line.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /**
   * What came of a run.
   *
   * @param fingerprint of everything that could be seen
   * @param lines everything that could be seen, if it was kept
   */
  record Outcome(
      FaultPlan plan,
      List<String> violations,
      String fingerprint,
      double seconds,
      List<String> lines) {}

  private final Settings settings;

  Simulation(Settings settings) {
    this.settings = settings;
  }

  Outcome run(long seed) {
    return run(FaultPlan.of(seed), false);
  }

  Outcome run(FaultPlan plan, boolean keepTranscript) {
    return run(plan, new World(plan, settings, keepTranscript));
  }

  /** The first thing that is wrong, and no look at what comes after it. */
  Optional<String> firstViolation(FaultPlan plan) {
    World world = new World(plan, settings, false);
    world.oneIsEnough();
    return run(plan, world).violations().stream().findFirst();
  }

  private static Outcome run(FaultPlan plan, World world) {
    Logger products = Logger.getLogger("dev.forebell.collector");
    Logger guarded = Logger.getLogger("dev.forebell.collector.app.Guarded");
    products.setLevel(Level.OFF);
    guarded.setLevel(Level.SEVERE);
    guarded.setUseParentHandlers(false);
    Watch watch = new Watch();
    guarded.addHandler(watch);
    try {
      world.run();
    } catch (RuntimeException e) {
      watch.dropped.add(
          "the run broke: "
              + e
              + " "
              + List.of(e.getStackTrace()).subList(0, Math.min(12, e.getStackTrace().length)));
    } finally {
      guarded.removeHandler(watch);
    }
    Findings findings = world.oracle().findings();
    List<String> violations = new ArrayList<>(findings.violations());
    watch.dropped.stream()
        .limit(3)
        .forEach(line -> violations.add("an input was dropped: " + line));
    return new Outcome(
        plan,
        violations,
        findings.transcript().fingerprint(),
        world.second(),
        findings.transcript().lines());
  }

  /** What a failing run was, what is needed of it, and how to repeat it. */
  String report(Outcome failed) {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(failed.plan().seed()).append(" breaks an invariant:\n");
    failed.violations().forEach(line -> text.append("  ").append(line).append('\n'));
    FaultPlan shortest = shortest(failed.plan());
    text.append("the faults that are enough for it:\n");
    shortest.faults().forEach(fault -> text.append("  ").append(fault).append('\n'));
    text.append("of which comes:\n");
    run(shortest, false).violations().forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("again, with all that could be seen: mvn -o -q -pl common,collector -am test")
        .append(" -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false")
        .append(" -Dsimulation.seed=")
        .append(failed.plan().seed());
    return text.toString();
  }

  /** A shorter plan that still fails: parts are left out as long as it does. */
  FaultPlan shortest(FaultPlan failing) {
    FaultPlan best = failing;
    for (int part = Math.max(1, best.faults().size() / 2); part >= 1; part /= 2) {
      for (int from = 0; from < best.faults().size(); ) {
        List<Fault> fewer = new ArrayList<>(best.faults());
        fewer.subList(from, Math.min(from + part, fewer.size())).clear();
        FaultPlan candidate = best.with(fewer);
        if (firstViolation(candidate).isEmpty()) {
          from += part;
        } else {
          best = candidate;
        }
      }
    }
    return best;
  }
}
