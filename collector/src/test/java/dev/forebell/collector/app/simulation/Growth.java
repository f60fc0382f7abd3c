package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.engine.forecast.History;
import dev.forebell.collector.json.WatchPayload;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.MemoryLedger;
import dev.forebell.collector.ledger.WatchRow;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Swap that has been filling for a day and a half when the run begins, on some hosts, and on others
 * has not: what a collector that started anew finds in its ledger. Who fills is foretold, who does
 * not is not.
 */
final class Growth {
  private static final RuleId RULE = new RuleId("paging-fills");
  private static final Duration PAST = Duration.ofHours(36);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final double FLAT = 0.4;
  private static final double NOW = 0.94;
  private static final double PER_SECOND = (NOW - FLAT) / PAST.toSeconds();
  private static final List<Fault.Kind> DISTURBING =
      List.of(Fault.Kind.RELOAD, Fault.Kind.AGENT_CLOCK, Fault.Kind.CLOCK_STEP, Fault.Kind.SUSPEND);

  private final World world;
  private final Consumer<String> accuse;
  private final SortedSet<HostId> told = new TreeSet<>();

  Growth(World world, Consumer<String> accuse) {
    this.world = world;
    this.accuse = accuse;
  }

  /** What swap is used at a second; some wave is always on it. */
  static double used(FaultPlan plan, int host, double second) {
    double wave = Math.floorMod((long) second / 300, 3) * 0.002;
    return wave + (grows(plan, host) ? NOW + second * PER_SECOND : FLAT);
  }

  private static boolean grows(FaultPlan plan, int host) {
    return plan.of(Fault.Kind.GROWTH).stream()
        .anyMatch(fault -> fault.target() % World.HOSTS == host && fault.amount() % 3 != 0);
  }

  /** The pasts of all hosts that have one. */
  void remember() {
    List<WatchRow> rows = new ArrayList<>();
    for (Fault fault : world.plan().of(Fault.Kind.GROWTH)) {
      int index = fault.target() % World.HOSTS;
      ConditionKey key = new ConditionKey(world.agents().get(index).identity().host(), RULE, "");
      Watch past = new Watch.Forecast(Vitals.PAGING, true, history(index), Optional.empty());
      rows.add(new WatchRow(key, Optional.of(WatchPayload.write(past))));
    }
    MemoryLedger memory = world.collector().memory();
    var _ = memory.load();
    Instant start = world.plan().start();
    var _ =
        memory.commit(
            new Commit(
                start, List.of(), List.of(), rows, List.of(), List.of(), List.of(), List.of()));
  }

  private History history(int host) {
    Instant start = world.plan().start();
    long past = PAST.toSeconds();
    History history = History.begin(start.minus(PAST), used(world.plan(), host, (double) -past));
    for (long at = -past; at < 0; at += STEP.toSeconds()) {
      history = history.with(start.plusSeconds(at), used(world.plan(), host, (double) at));
    }
    return history;
  }

  /** It was foretold of a host. */
  void told(HostId host) {
    if (told.add(host) && !grows(host)) {
      accuse.accept("the swap of " + host + " does not grow, and is said to fill");
    }
  }

  private boolean grows(HostId host) {
    return world.agents().stream()
        .anyMatch(
            agent -> agent.identity().host().equals(host) && grows(world.plan(), agent.index()));
  }

  void whatFillsWasTold() {
    if (DISTURBING.stream().anyMatch(kind -> !world.plan().of(kind).isEmpty())) {
      return;
    }
    for (Agent agent : world.agents()) {
      HostId host = agent.identity().host();
      if (grows(host) && !told.contains(host)) {
        accuse.accept("nobody was told that the swap of " + host + " fills");
      }
    }
  }
}
