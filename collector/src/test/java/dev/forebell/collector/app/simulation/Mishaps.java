package dev.forebell.collector.app.simulation;

import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.common.model.ByeReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets happen what the plan says, and ends it all when the plan is through. */
final class Mishaps {
  private final World world;
  private final Operators operators;
  private final Quieteners quieteners;

  Mishaps(World world) {
    this.world = world;
    this.operators = new Operators(world);
    this.quieteners = new Quieteners(world);
  }

  /** Each fault in its time, and then calm. */
  void begin() {
    world
        .plan()
        .faults()
        .forEach(fault -> world.timeline().at(World.nanos(fault.at()), () -> begin(fault)));
    world.timeline().at(World.nanos(world.plan().quietFrom()), this::calm);
  }

  private void begin(Fault fault) {
    world.oracle().note(fault.toString());
    Agent agent = world.agents().get(fault.target() % World.HOSTS);
    switch (fault.kind()) {
      case DEATH -> {
        agent.stop(true, false);
        atEnd(fault, () -> agent.startAgain(true));
      }
      case REBOOT -> {
        agent.bye(ByeReason.REBOOT, Optional.of(Duration.ofMinutes(2)));
        atEnd(fault, () -> agent.startAgain(true));
      }
      case BYE -> {
        agent.bye(
            List.of(ByeReason.values()).get(fault.amount() % ByeReason.values().length),
            Optional.empty());
        atEnd(fault, () -> agent.startAgain(false));
      }
      case AGENT_KILL -> {
        agent.stop(false, fault.amount() % 2 == 1);
        atEnd(fault, () -> agent.startAgain(false));
      }
      case AGENT_GONE -> {
        agent.stop(false, false);
        atEnd(fault, () -> agent.startAgain(false));
      }
      case AGENT_CLOCK -> agent.stepClock(fault.amount() - 500);
      case CUT -> agent.connection().ifPresent(Connection::reset);
      case CRASH -> world.collector().crash(fault);
      case PAUSE, SUSPEND -> world.collector().pause(fault);
      case CLOCK_STEP -> {
        world.clock().step((fault.amount() - 500) * 1.5);
        world.oracle().wasDeaf(world.second() - 0.3, world.second() + 0.3);
      }
      case RELOAD -> {
        world.collector().configure(world.settings().reduced());
        atEnd(fault, () -> world.collector().configure(world.settings().usual()));
      }
      case COMMAND -> operators.act(fault);
      case SILENCE, WINDOW -> quieteners.act(fault);
      case SMALL_SPOOL,
          REPEATS,
          HALF_OPEN,
          SLOW_LINK,
          SITE_OUTAGE,
          DISK_EXHAUSTED,
          DISK_FULL,
          CPU_BUSY,
          LOAD_HIGH,
          FLAP,
          NO_VALUES,
          STORE_FAILS,
          STORE_SLOW,
          WITNESSES,
          LOAD_GONE,
          GROWTH,
          DESK -> {
        // Asked for where it matters.
      }
    }
  }

  private void atEnd(Fault fault, Runnable task) {
    world.timeline().at(World.nanos(fault.end()), task);
  }

  /** Whatever went wrong is over, and the people clear the dead letters. */
  private void calm() {
    world.collector().configure(world.settings().usual());
    world.agents().forEach(agent -> agent.startAgain(true));
    quieteners.endAll();
    world.timeline().after(Duration.ofSeconds(5), this::replayDeadLetters);
    world.timeline().after(Duration.ofSeconds(100), this::replayDeadLetters);
  }

  private void replayDeadLetters() {
    world
        .collector()
        .memory()
        .outbox()
        .deadLetters(DeadFilter.ALL, 1000)
        .forEach(
            dead -> {
              world.oracle().replayed(dead.message().message().webhookId());
              world.collector().memory().outbox().replay(dead.message().id(), world.trueTime());
            });
  }
}
