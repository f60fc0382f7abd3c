package dev.forebell.collector.app.simulation;

import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A host that started anew without a word is told of, and no other. */
final class BootJudge {
  private static final List<Fault.Kind> DISTURBING =
      List.of(
          Fault.Kind.CRASH,
          Fault.Kind.STORE_FAILS,
          Fault.Kind.CLOCK_STEP,
          Fault.Kind.SUSPEND,
          Fault.Kind.RELOAD,
          Fault.Kind.BYE,
          Fault.Kind.REBOOT,
          Fault.Kind.SITE_OUTAGE);

  private record Boot(HostId host, Instant at) {}

  private final World world;
  private final IncidentJudge incidents;
  private final Consumer<String> accuse;
  private final SortedMap<HostId, Integer> told = new TreeMap<>();
  private final List<Boot> silent = new ArrayList<>();

  BootJudge(World world, IncidentJudge incidents, Consumer<String> accuse) {
    this.world = world;
    this.incidents = incidents;
    this.accuse = accuse;
  }

  /** It was alive, died without a word, and starts anew. */
  void bootedAfterDeath(Agent agent) {
    silent.add(new Boot(agent.identity().host(), world.trueTime()));
  }

  /** An incident says that a host was started. */
  void told(HostId host) {
    int times = told.merge(host, 1, Integer::sum);
    int boots =
        world.agents().stream()
            .filter(agent -> agent.identity().host().equals(host))
            .mapToInt(Agent::boots)
            .sum();
    if (times > boots - 1) {
      accuse.accept(host + " was started " + boots + " times, told of " + times + " times anew");
    }
  }

  void bootsWereTold() {
    if (DISTURBING.stream().anyMatch(kind -> !world.plan().of(kind).isEmpty())) {
      return;
    }
    for (Boot boot : silent) {
      String condition = boot.host() + " reboot";
      boolean known =
          incidents.byHand(condition)
              || incidents
                  .bad()
                  .wasBad(condition, boot.at().minusSeconds(20), boot.at().plusSeconds(200));
      if (!known) {
        accuse.accept("nobody was told that " + boot.host() + " started anew at " + boot.at());
      }
    }
  }
}
