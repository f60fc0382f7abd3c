package dev.forebell.collector.app.simulation;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How one life of an agent reaches the collector: connects, again and again, and sends. */
final class Uplink {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration WELCOME = Duration.ofSeconds(10);
  private static final double DEAF = 16;

  private final World world;
  private final Agent agent;
  private final Map<Lane, Spool> spools;
  private final Dice dice;
  private final double begunAt;
  private final Map<Lane, Long> cursors = new EnumMap<>(Lane.class);

  private boolean over;
  private int failures;
  private Optional<Connection> connection = Optional.empty();
  private boolean streaming;
  private double lastHeard;
  private double offlineSince;

  /**
   * Of a life that begins now.
   *
   * @param spools what there is to send, lane by lane
   * @param dice decides how long it waits before it tries again
   */
  Uplink(World world, Agent agent, Map<Lane, Spool> spools, Dice dice) {
    this.world = world;
    this.agent = agent;
    this.spools = spools;
    this.dice = dice;
    this.begunAt = world.second();
    this.offlineSince = begunAt;
  }

  /** Whether it has a session. */
  boolean isStreaming() {
    return streaming;
  }

  Optional<Connection> connection() {
    return connection;
  }

  /** For how many seconds there has been no session. */
  double offlineFor() {
    return streaming ? 0 : world.second() - offlineSince;
  }

  /** Connects after a while, and says that it lives ever after. */
  void begin(Duration firstBeat) {
    connectIn(Duration.ofMillis(dice.between(10, 900)));
    beat(firstBeat);
  }

  /** This life is over: the kernel closes the connection, unless the machine is gone as well. */
  void end(boolean quietly) {
    over = true;
    streaming = false;
    connection.ifPresent(
        open -> {
          if (quietly) {
            open.vanish();
          } else {
            open.closeAtAgent("closed without goodbye");
          }
        });
    connection = Optional.empty();
  }

  private void connectIn(Duration wait) {
    world
        .timeline()
        .after(
            wait,
            () -> {
              if (!over && connection.isEmpty() && !world.isOver()) {
                connect();
              }
            });
  }

  private void connect() {
    double second = world.second();
    boolean blocked = agent.weather().blocks(second);
    if (agent.weather().refuses(second) || blocked || !world.collector().isUp()) {
      failed(Duration.ofMillis(blocked ? 5_000 : 5));
      return;
    }
    Connection opened = new Connection(world, agent, this);
    connection = Optional.of(opened);
    lastHeard = second;
    Frame.Hello hello = agent.hello();
    opened.up(() -> world.collector().door().hello(opened, hello));
    world
        .timeline()
        .after(
            WELCOME,
            () -> {
              if (connection.filter(opened::equals).isPresent() && !streaming) {
                giveUp();
              }
            });
  }

  private void failed(Duration after) {
    failures++;
    double most = Math.min(15, 0.25 * (1 << Math.min(failures, 6)));
    connectIn(after.plusMillis((long) (most * 1000 * dice.unit())));
  }

  private void giveUp() {
    connection.ifPresent(open -> open.closeAtAgent("given up"));
    offline();
    failed(Duration.ZERO);
  }

  private void offline() {
    if (streaming) {
      offlineSince = world.second();
    }
    connection = Optional.empty();
    streaming = false;
  }

  /** The connection ended from elsewhere. */
  void lost(Connection ended) {
    if (connection.filter(ended::equals).isPresent()) {
      offline();
      failed(Duration.ZERO);
    }
  }

  /** The collector says something. */
  void received(Connection from, Frame frame) {
    if (connection.filter(from::equals).isEmpty()) {
      return;
    }
    lastHeard = world.second();
    switch (frame) {
      case Frame.Welcome welcome -> welcomed(welcome);
      case Frame.Ack ack -> {
        world.oracle().acked(agent, ack);
        Spool spool = spools.get(ack.lane());
        if (spool.epoch() == ack.epoch()) {
          spool.ack(ack.sequence());
        }
      }
      case Frame.Reject reject -> {
        from.closeAtAgent("refused");
        offline();
        failures++;
        Duration asked = reject.retryAfter().orElse(Duration.ofSeconds(1));
        connectIn(asked.plusMillis(dice.below(1_000)));
      }
      default -> throw new IllegalStateException("an agent hears " + frame);
    }
  }

  private void welcomed(Frame.Welcome welcome) {
    streaming = true;
    failures = 0;
    cursors.clear();
    for (Frame.ReplayFrom from : welcome.replayFrom()) {
      Spool spool = spools.get(from.lane());
      long cursor = Math.min(from.sequence(), spool.last() + 1);
      cursors.put(from.lane(), cursor);
      spool.ack(cursor - 1);
      world.oracle().acked(agent, new Frame.Ack(from.lane(), spool.epoch(), cursor - 1));
    }
    heartbeat();
    pump();
  }

  /** Sends what was not sent on this connection, live first. */
  void pump() {
    if (streaming) {
      spools.forEach(this::pump);
    }
  }

  private void pump(Lane lane, Spool spool) {
    long cursor = cursors.getOrDefault(lane, spool.first());
    if (cursor < spool.first()) {
      Frame.Gap gap =
          new Frame.Gap(
              lane,
              spool.epoch(),
              cursor,
              spool.first() - 1,
              spool.first() - cursor,
              Frame.GapReason.BUFFER_FULL);
      world.oracle().declared(agent, gap);
      send((session, at) -> session.gap(gap, at).ifPresent(world.oracle()::protocol));
      cursor = spool.first();
    }
    for (; cursor <= spool.last(); cursor++) {
      spool.get(cursor).ifPresent(this::send);
      if (world.isOn(Fault.Kind.REPEATS, agent.index())) {
        spool.get(cursor).ifPresent(this::send);
        spool.get(cursor - 3).ifPresent(this::send);
      }
    }
    cursors.put(lane, cursor);
  }

  private void send(SampleBatch batch) {
    send(
        (session, at) -> {
          world.oracle().arrived(agent, batch);
          session.batch(batch, at).ifPresent(world.oracle()::protocol);
        });
  }

  /** Says something on the connection there is. */
  void send(Connection.Message message) {
    connection.ifPresent(open -> open.up(() -> world.collector().door().received(open, message)));
  }

  private void beat(Duration wait) {
    world
        .timeline()
        .after(
            wait,
            () -> {
              if (!over && !world.isOver()) {
                beat(HEARTBEAT);
                heartbeat();
              }
            });
  }

  private void heartbeat() {
    double second = world.second();
    if (!agent.weather().blocks(second) && world.collector().answersPings()) {
      lastHeard = second;
    } else if (connection.isPresent() && second - lastHeard > DEAF) {
      giveUp();
      return;
    }
    if (streaming) {
      Instant wall = agent.wall();
      Duration monotonic = Duration.ofMillis(Math.round((second - begunAt) * 1000));
      send((session, at) -> session.heartbeat(wall, monotonic, at));
    }
  }
}
