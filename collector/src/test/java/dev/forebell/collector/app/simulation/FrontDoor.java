package dev.forebell.collector.app.simulation;

import dev.forebell.collector.ingest.ReconnectPacer;
import dev.forebell.collector.ingest.SessionTerms;
import dev.forebell.collector.ingest.SimulatedSession;
import dev.forebell.common.model.HostId;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The collector's end of the agents' connections: who is let in, in what order what was read is
 * handed over, and who is given up.
 */
final class FrontDoor {
  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final double SILENT = 15;
  private static final double GIVEN_UP = 45;

  private final World world;
  private final SimulatedCollector collector;
  private final OneProcess process;
  private final SortedMap<HostId, Connection> live = new TreeMap<>();
  private final SortedMap<HostId, Long> laneFree = new TreeMap<>();
  private final Dice lanes;
  private ReconnectPacer pacer = freshPacer();

  FrontDoor(World world, SimulatedCollector collector, OneProcess process) {
    this.world = world;
    this.collector = collector;
    this.process = process;
    this.lanes = new Dice(world.plan().seed(), "lanes");
  }

  private static ReconnectPacer freshPacer() {
    return new ReconnectPacer(200, 400);
  }

  /** A collector that starts knows nothing of who came before. */
  void opens() {
    pacer = freshPacer();
    watchSessions();
  }

  /** An agent says hello on a new connection. */
  void hello(Connection connection, Frame.Hello hello) {
    if (!collector.isUp()) {
      connection.closeAtCollector();
      return;
    }
    process.later(
        world.timeline().now(), () -> read(connection, at -> greet(connection, hello, at)));
  }

  /** An agent says something else. */
  void received(Connection connection, Connection.Message message) {
    process.later(
        world.timeline().now(),
        () ->
            read(
                connection,
                at -> connection.session().ifPresent(session -> message.arrives(session, at))));
  }

  /** The agent's end of a connection was closed. */
  void closedByAgent(Connection connection, String detail) {
    process.later(
        world.timeline().now(),
        () -> {
          world.oracle().closedByAgent(connection.agent());
          read(connection, at -> end(connection, false, detail, at));
        });
  }

  /** The event loop reads; the host's lane hands over a moment later, in order. */
  private void read(Connection connection, Consumer<Instant> handing) {
    if (!collector.isUp()) {
      connection.refuse();
      return;
    }
    Instant receivedAt = collector.now();
    connection.heard();
    double heardAt = world.second();
    HostId host = connection.agent().identity().host();
    process.later(
        laneTurn(host),
        () -> {
          if (connection.isOpenAtCollector()) {
            handing.accept(receivedAt);
            connection.session().ifPresent(_ -> world.oracle().heard(connection.agent(), heardAt));
            collector.wake();
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

  /** Runs when all that was read of the host before has been handed over. */
  void afterArrived(HostId host, Runnable task) {
    long turn = Math.max(world.timeline().now(), laneFree.getOrDefault(host, 0L));
    process.later(
        turn,
        () -> {
          task.run();
          collector.wake();
        });
  }

  private void greet(Connection connection, Frame.Hello hello, Instant at) {
    HostId host = connection.agent().identity().host();
    Optional<Duration> wait = pacer.admit(collector.now());
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
            collector.engine().orElseThrow().agents(),
            connection::down,
            detail ->
                process.later(
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
        .ifPresent(session -> session.closed(byUs, detail, byUs ? collector.now() : at));
    collector.wake();
  }

  /** Ends, now and again, the sessions of those that say nothing any more. */
  private void watchSessions() {
    process.later(
        world.timeline().now() + WATCH.toNanos(),
        () -> {
          for (Connection one : new ArrayList<>(live.values())) {
            if (world.second() - one.heardAt() > GIVEN_UP) {
              end(one, true, "silent", collector.now());
            }
          }
          if (!world.isOver()) {
            watchSessions();
          }
        });
  }

  /** The process is gone; its kernel closes what was open unless the power went with it. */
  void gone(boolean powerLoss) {
    laneFree.clear();
    for (Connection one : new ArrayList<>(live.values())) {
      if (powerLoss) {
        one.forget();
      } else {
        one.closeAtCollector();
      }
    }
    live.clear();
  }
}
