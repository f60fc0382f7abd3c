package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.condition.Evidence.Answer;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hosts that are asked whether they reach another one of their site, and answer as they see it. */
final class Neighbours {
  private static final Duration ASKED_EVERY = Duration.ofSeconds(3);
  private static final double SILENT = 14;
  private static final List<Double> LATE = List.of(0.3, 0.9, 4.0, 25.0);

  private final World world;
  private final Dice dice;

  Neighbours(World world) {
    this.world = world;
    this.dice = new Dice(world.plan().seed(), "neighbours");
  }

  void begin() {
    if (!world.plan().of(Fault.Kind.WITNESSES).isEmpty()) {
      world.timeline().after(ASKED_EVERY, this::look);
    }
  }

  private void look() {
    if (world.isOver()) {
      return;
    }
    world.timeline().after(ASKED_EVERY, this::look);
    Optional<Fault> asking =
        world.plan().of(Fault.Kind.WITNESSES).stream()
            .filter(fault -> fault.during(world.second()))
            .findFirst();
    for (Agent about : world.agents()) {
      boolean silent = world.second() - world.oracle().heardAt(about) > SILENT;
      if (silent && asking.isPresent() && about.identity().kind() != HostKind.DESKTOP) {
        neighbour(about).ifPresent(witness -> ask(about, witness, asking.get()));
      }
    }
  }

  private Optional<Agent> neighbour(Agent about) {
    List<Agent> others =
        world.agents().stream()
            .filter(one -> one != about && one.isStreaming())
            .filter(one -> one.identity().site().equals(about.identity().site()))
            .toList();
    return others.isEmpty() ? Optional.empty() : Optional.of(dice.of(others));
  }

  private void ask(Agent about, Agent witness, Fault asking) {
    Answer answer = seen(about, witness, asking);
    double late = LATE.get(asking.amount() % LATE.size());
    double arrives = witness.weather().passes(world.second() + late);
    Optional<Connection> over = witness.connection();
    world
        .timeline()
        .at(
            World.nanos(arrives),
            () -> {
              if (witness.connection().equals(over) && witness.isStreaming()) {
                world.collector().witness(about, witness, answer);
              }
            });
  }

  /** What a look at a host finds: a partition may look like a death. */
  private Answer seen(Agent about, Agent witness, Fault asking) {
    boolean apart = asking.amount() % 2 == 0 && about.weather().blocks(world.second());
    if (about.isDead() || apart || witness.weather().blocks(world.second())) {
      return Answer.UNREACHABLE;
    }
    return about.isRunning() ? Answer.REACHED : Answer.REFUSED;
  }
}
