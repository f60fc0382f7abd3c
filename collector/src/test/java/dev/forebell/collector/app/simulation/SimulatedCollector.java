package dev.forebell.collector.app.simulation;

import dev.forebell.collector.app.SimulatedEngine;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.deliver.DeliveryCounters;
import dev.forebell.collector.deliver.DeliveryParts;
import dev.forebell.collector.deliver.SimulatedDelivery;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.ledger.MemoryLedger;
import dev.forebell.collector.port.CommandGate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The collector's process: may be killed, stopped for a while, and started again on its disk. */
final class SimulatedCollector {
  private static final long SOON_NANOS = 200_000;
  private static final long DELIVERY_REST_NANOS = 1_000_000;

  private final World world;
  private final MemoryLedger memory = new MemoryLedger();
  private final OneProcess process;
  private final FrontDoor door;
  private final Turns rounds;
  private final Turns deliveries;
  private Configuration configured;
  private Optional<SimulatedEngine> engine = Optional.empty();
  private Optional<SimulatedDelivery> delivery = Optional.empty();
  private Commands commands = new Commands(() -> {});
  private boolean dieBefore;
  private boolean dieAfter;
  private Fault dying = new Fault(Fault.Kind.CRASH, 0, 1, 0, 0);

  SimulatedCollector(World world) {
    this.world = world;
    this.process = new OneProcess(world.timeline(), this::gone);
    this.door = new FrontDoor(world, this, process);
    this.rounds = new Turns(process, this::round);
    this.deliveries = new Turns(process, this::deliver);
    this.configured = world.settings().usual();
  }

  MemoryLedger memory() {
    return memory;
  }

  boolean isUp() {
    return engine.isPresent();
  }

  boolean answersPings() {
    return isUp() && !process.isStandingStill();
  }

  /** What the running engine takes for now. */
  Instant now() {
    return engine.orElseThrow().now();
  }

  Optional<SimulatedEngine> engine() {
    return engine;
  }

  /** Where agents connect. */
  FrontDoor door() {
    return door;
  }

  /**
   * The process starts, on a machine that is awake; while its ledger cannot be read it ends at once
   * and is started again.
   */
  void start() {
    if (world.timeline().now() < world.clock().awakeAt()) {
      world.timeline().at(world.clock().awakeAt(), this::start);
    } else {
      startNow();
    }
  }

  private void startNow() {
    Disk disk = new Disk(world, memory);
    try {
      SimulatedEngine started =
          new SimulatedEngine(
              world.clock()::wall,
              world.clock()::nanos,
              disk,
              world.settings().meters(),
              configured,
              door::afterArrived);
      engine = Optional.of(started);
      world.oracle().listensAgain();
      commands = new Commands(this::wake);
      delivery =
          Optional.of(
              new SimulatedDelivery(
                  new DeliveryParts(
                      disk.outbox(),
                      commands.before(started.commands()),
                      () -> started.configuration().webhooks(),
                      world.desk(),
                      started::now,
                      new Dice(world.plan().seed(), "retries " + process.life())::unit,
                      new DeliveryCounters()),
                  this::wakeDelivery));
      started.begin();
      wake();
      wakeDelivery();
      door.opens();
    } catch (LedgerException _) {
      engine = Optional.empty();
      world.timeline().after(Duration.ofSeconds(2), this::start);
    } catch (CollectorCrash crash) {
      gone(crash.getMessage());
    }
  }

  // ---- its threads

  /** Something was put in: the engine's thread looks at it soon. */
  void wake() {
    rounds.by(world.timeline().now() + SOON_NANOS);
  }

  private void round() {
    if (engine.isEmpty()) {
      return;
    }
    Duration sleep = engine.get().round();
    if (!world.isOver()) {
      rounds.by(world.timeline().now() + Math.max(SOON_NANOS, sleep.toNanos()));
    }
  }

  private void wakeDelivery() {
    deliveries.by(world.timeline().now() + SOON_NANOS);
  }

  private void deliver() {
    if (delivery.isPresent()) {
      Duration sleep = delivery.get().run();
      deliveries.by(world.timeline().now() + Math.max(DELIVERY_REST_NANOS, sleep.toNanos()));
    }
  }

  /** What people ask, through the product's own gate. */
  Optional<CommandGate> gate() {
    return engine.map(running -> commands.before(running.commands()));
  }

  /** A witness's answer arrives. */
  void witness(Agent about, Agent witness, Evidence.Answer answer) {
    process.later(
        world.timeline().now(),
        () -> {
          if (engine.isPresent()) {
            // What is said of a host that its configuration lacks, a collector may forget.
            if (configured.customers().containsKey(about.identity().customer())) {
              world.oracle().witnessed(about, witness, answer);
            }
            engine.get().witness(about.identity().host(), witness.identity().host(), answer);
            wake();
          }
        });
  }

  // ---- what goes wrong

  void pause(Fault fault) {
    long longer = process.standStillUntil(World.nanos(fault.end()));
    if (fault.kind() == Fault.Kind.SUSPEND) {
      world.clock().fallAsleep(World.nanos(fault.end()), longer);
    }
    world.oracle().wasDeaf(fault.at(), fault.end());
  }

  void crash(Fault fault) {
    if (isUp()) {
      dying = fault;
      dieBefore = fault.amount() % 4 == 1;
      dieAfter = fault.amount() % 4 == 2;
      if (!dieBefore && !dieAfter) {
        gone("now");
      }
    }
  }

  void dieBefore() {
    if (dieBefore) {
      throw new CollectorCrash("before a commit");
    }
  }

  void dieAfter() {
    if (dieAfter) {
      throw new CollectorCrash("after a commit");
    }
  }

  private void gone(String where) {
    world.oracle().note("collector killed: " + where);
    boolean powerLoss = dying.amount() % 5 == 0;
    dieBefore = false;
    dieAfter = false;
    process.end();
    engine = Optional.empty();
    delivery = Optional.empty();
    rounds.forget();
    deliveries.forget();
    commands.abandon();
    door.gone(powerLoss);
    world.oracle().deafFrom(world.second());
    world.timeline().after(Duration.ofSeconds(dying.lasts()), this::start);
  }

  /** A changed configuration comes into force, also over restarts. */
  void configure(Configuration changed) {
    configured = changed;
    engine.ifPresent(running -> running.reload(changed));
    wake();
  }
}
