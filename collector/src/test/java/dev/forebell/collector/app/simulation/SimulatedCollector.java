package dev.forebell.collector.app.simulation;

import dev.forebell.collector.app.SimulatedEngine;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.deliver.DeliveryCounters;
import dev.forebell.collector.deliver.DeliveryParts;
import dev.forebell.collector.deliver.SimulatedDelivery;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.ingest.ReconnectPacer;
import dev.forebell.collector.ingest.SessionTerms;
import dev.forebell.collector.ingest.SimulatedSession;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.ledger.MemoryLedger;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.common.model.HostId;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The collector's process: may be killed, stopped for a while, and started again on its disk. */
final class SimulatedCollector {
  private static final Duration SOON = Duration.ofNanos(200_000);
  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final double SILENT = 15;
  private static final double GIVEN_UP = 45;

  private final World world;
  private final MemoryLedger memory = new MemoryLedger();
  private final SortedMap<HostId, Connection> live = new TreeMap<>();
  private final SortedMap<HostId, Long> laneFree = new TreeMap<>();
  private final OneProcess process;
  private Configuration configured;
  private Optional<SimulatedEngine> engine = Optional.empty();
  private Optional<SimulatedDelivery> delivery = Optional.empty();
  private Commands commands = new Commands(() -> {});
  private ReconnectPacer pacer = new ReconnectPacer(200, 400);
  private Dice lanes;
  private long roundAt = Long.MAX_VALUE;
  private long deliveryAt = Long.MAX_VALUE;
  private boolean dieBefore;
  private boolean dieAfter;
  private Fault dying = new Fault(Fault.Kind.CRASH, 0, 1, 0, 0);

  SimulatedCollector(World world) {
    this.world = world;
    this.process = new OneProcess(world.timeline(), this::gone);
    this.configured = world.settings().usual();
    this.lanes = new Dice(world.plan().seed(), "lanes");
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

  Optional<SimulatedEngine> engine() {
    return engine;
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
              this::afterArrived);
      engine = Optional.of(started);
      pacer = new ReconnectPacer(200, 400);
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
      watchSessions();
    } catch (LedgerException _) {
      engine = Optional.empty();
      world.timeline().after(Duration.ofSeconds(2), this::start);
    } catch (CollectorCrash crash) {
      gone(crash.getMessage());
    }
  }

  private void later(long at, Runnable task) {
    process.later(at, task);
  }

  // ---- what comes from agents

  void hello(Connection connection, Frame.Hello hello) {
    if (engine.isEmpty()) {
      connection.closeAtCollector();
      return;
    }
    later(world.timeline().now(), () -> read(connection, at -> greet(connection, hello, at)));
  }

  void received(Connection connection, Connection.Message message) {
    later(
        world.timeline().now(),
        () ->
            read(
                connection,
                at -> connection.session().ifPresent(session -> message.arrives(session, at))));
  }

  void closedByAgent(Connection connection, String detail) {
    later(
        world.timeline().now(),
        () -> {
          world.oracle().closedByAgent(connection.agent());
          read(connection, at -> end(connection, false, detail, at));
        });
  }

  /** The event loop reads; the host's lane hands over a moment later, in order. */
  private void read(Connection connection, Consumer<Instant> handing) {
    if (engine.isEmpty()) {
      connection.refuse();
      return;
    }
    Instant receivedAt = engine.get().now();
    connection.heard();
    double heardAt = world.second();
    HostId host = connection.agent().identity().host();
    later(
        laneTurn(host),
        () -> {
          if (connection.isOpenAtCollector()) {
            handing.accept(receivedAt);
            connection.session().ifPresent(_ -> world.oracle().heard(connection.agent(), heardAt));
            wake();
          } else {
            connection.refuse();
          }
        });
  }

  private long laneTurn(HostId host) {
    long free = Math.max(world.timeline().now(), laneFree.getOrDefault(host, 0L));
    long turn = free + lanes.below(3_000_000);
    laneFree.put(host, turn);
    return turn;
  }

  private void afterArrived(HostId host, Runnable task) {
    long turn = Math.max(world.timeline().now(), laneFree.getOrDefault(host, 0L));
    later(
        turn,
        () -> {
          task.run();
          wake();
        });
  }

  private void greet(Connection connection, Frame.Hello hello, Instant at) {
    HostId host = connection.agent().identity().host();
    Optional<Duration> wait = pacer.admit(engine.orElseThrow().now());
    Optional<Connection> holder = Optional.ofNullable(live.get(host));
    boolean taken = holder.filter(one -> world.second() - one.heardAt() < SILENT).isPresent();
    if (wait.isPresent() || taken) {
      Duration after = wait.orElse(Duration.ofSeconds((long) SILENT));
      connection.down(new Frame.Reject(Frame.RejectCode.BUSY, "later", Optional.of(after)));
      connection.closeAtCollector();
      return;
    }
    holder.ifPresent(one -> end(one, true, "a newer session took over", at));
    SimulatedSession session =
        new SimulatedSession(
            connection.agent().identity(),
            engine.orElseThrow().agents(),
            connection::down,
            detail ->
                later(
                    world.timeline().now(),
                    () -> end(connection, true, detail, world.clock().wall())));
    connection.session(session);
    live.put(host, connection);
    SessionTerms terms = session.hello(hello, at);
    connection.down(
        new Frame.Welcome(
            "s",
            at,
            terms.replayFrom(),
            terms.heartbeat(),
            terms.retain(),
            terms.interval(),
            terms.backfillPace()));
  }

  private void end(Connection connection, boolean byUs, String detail, Instant at) {
    if (byUs) {
      connection.closeAtCollector();
    } else {
      connection.forget();
    }
    live.remove(connection.agent().identity().host(), connection);
    connection
        .session()
        .ifPresent(session -> session.closed(byUs, detail, byUs ? engine.orElseThrow().now() : at));
    wake();
  }

  private void watchSessions() {
    later(
        world.timeline().now() + WATCH.toNanos(),
        () -> {
          for (Connection one : new ArrayList<>(live.values())) {
            if (world.second() - one.heardAt() > GIVEN_UP) {
              end(one, true, "silent", engine.orElseThrow().now());
            }
          }
          if (!world.isOver()) {
            watchSessions();
          }
        });
  }

  // ---- its threads

  private void wake() {
    roundBy(world.timeline().now() + SOON.toNanos());
  }

  private void roundBy(long at) {
    if (at < roundAt) {
      roundAt = at;
      later(
          at,
          () -> {
            if (roundAt == at) {
              roundAt = Long.MAX_VALUE;
              round();
            }
          });
    }
  }

  private void round() {
    if (engine.isEmpty()) {
      return;
    }
    Duration sleep = engine.get().round();
    if (!world.isOver()) {
      roundBy(world.timeline().now() + Math.max(SOON.toNanos(), sleep.toNanos()));
    }
  }

  private void wakeDelivery() {
    deliverBy(world.timeline().now() + SOON.toNanos());
  }

  private void deliverBy(long at) {
    if (at < deliveryAt) {
      deliveryAt = at;
      later(
          at,
          () -> {
            if (deliveryAt == at) {
              deliveryAt = Long.MAX_VALUE;
              deliver();
            }
          });
    }
  }

  private void deliver() {
    if (delivery.isPresent()) {
      Duration sleep = delivery.get().run();
      deliverBy(world.timeline().now() + Math.max(1_000_000, sleep.toNanos()));
    }
  }

  /** What people ask, through the product's own gate. */
  Optional<CommandGate> gate() {
    return engine.map(running -> commands.before(running.commands()));
  }

  /** A witness's answer arrives. */
  void witness(Agent about, Agent witness, Evidence.Answer answer) {
    later(
        world.timeline().now(),
        () -> {
          if (engine.isPresent()) {
            world.oracle().witnessed(about, witness, answer);
            engine.get().witness(about.identity().host(), witness.identity().host(), answer);
            wake();
          }
        });
  }

  /** Somebody gave a command. */
  void told() {
    wake();
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
    roundAt = Long.MAX_VALUE;
    deliveryAt = Long.MAX_VALUE;
    commands.abandon();
    laneFree.clear();
    for (Connection one : new ArrayList<>(live.values())) {
      if (powerLoss) {
        one.forget();
      } else {
        one.closeAtCollector();
      }
    }
    live.clear();
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
