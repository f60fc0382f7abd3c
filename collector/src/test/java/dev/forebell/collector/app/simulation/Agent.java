package dev.forebell.collector.app.simulation;

import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent on its host: samples, keeps, connects, sends, and may be gone at any time. */
final class Agent {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration WELCOME = Duration.ofSeconds(10);
  private static final int CAPACITY = 60;
  private static final int SMALL = 4;
  private static final double DEAF = 16;
  private static final double BACKFILLED_AFTER = 90;

  private final World world;
  private final int index;
  private final AgentIdentity identity;
  private final Weather weather;
  private final Vitals vitals;
  private final Dice dice;
  private final Dice beats;
  private final Map<Lane, Spool> spools = new EnumMap<>(Lane.class);
  private final Map<Lane, Long> cursors = new EnumMap<>(Lane.class);

  private boolean running = true;
  private boolean dead;
  private int life;
  private int boots = 1;
  private double bootedAt;
  private double offset;
  private int samplesTaken;
  private int failures;
  private Optional<Connection> connection = Optional.empty();
  private boolean streaming;
  private double lastHeard;
  private double offlineSince;

  Agent(World world, int index, AgentIdentity identity, int site) {
    this.world = world;
    this.index = index;
    this.identity = identity;
    this.weather = new Weather(world.plan(), index, site);
    this.vitals = new Vitals(world.plan(), index, identity.kind());
    this.dice = new Dice(world.plan().seed(), "agent " + index);
    this.beats = new Dice(world.plan().seed(), "heartbeats " + index);
    this.offset = dice.between(-20, 20) / 10.0;
    freshSpools();
  }

  private void freshSpools() {
    for (Lane lane : Lane.values()) {
      spools.put(lane, new Spool(lane, dice.below(Integer.MAX_VALUE)));
    }
  }

  AgentIdentity identity() {
    return identity;
  }

  Weather weather() {
    return weather;
  }

  int index() {
    return index;
  }

  boolean isRunning() {
    return running;
  }

  /** Whether its machine is gone, and not only the agent on it. */
  boolean isDead() {
    return dead;
  }

  /** Whether it has a session. */
  boolean isStreaming() {
    return streaming;
  }

  /** Whether the collector has all that it ever sampled, but for what is on its way. */
  boolean isSettled() {
    return streaming && spools.values().stream().allMatch(Spool::isSettled);
  }

  /** How often its machine was started. */
  int boots() {
    return boots;
  }

  Optional<Connection> connection() {
    return connection;
  }

  /** Comes to life. */
  void begin() {
    int phase = dice.between(100, 9_900);
    world.timeline().after(Duration.ofMillis(phase), this::sample);
    start();
  }

  private void start() {
    world.oracle().started(this);
    running = true;
    life++;
    bootedAt = world.second();
    failures = 0;
    offlineSince = world.second();
    connectIn(Duration.ofMillis(dice.between(10, 900)));
    beat(life, Duration.ofMillis(beats.between(100, (int) HEARTBEAT.toMillis())));
  }

  /** The process or its host ends. */
  void stop(boolean quietly, boolean spoolLost) {
    if (!running) {
      return;
    }
    world.oracle().stopped(this, quietly && streaming);
    running = false;
    dead = quietly;
    life++;
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
    if (spoolLost) {
      freshSpools();
    }
  }

  void startAgain(boolean booted) {
    boolean isOff = dead && !booted;
    if (!running && !isOff) {
      boots += booted ? 1 : 0;
      dead = false;
      start();
    }
  }

  /** A clean stop. */
  void bye(ByeReason reason, Optional<Duration> expectedReturn) {
    if (streaming) {
      send((session, at) -> session.bye(reason, expectedReturn, at));
    }
    stop(false, false);
  }

  void stepClock(double seconds) {
    offset += seconds;
  }

  private Instant wall() {
    return world.trueTime().plusMillis(Math.round(offset * 1000));
  }

  private void sample() {
    if (world.isOver()) {
      return;
    }
    world.timeline().after(INTERVAL, this::sample);
    if (running) {
      List<Sample> samples = new ArrayList<>(vitals.at((int) world.second(), samplesTaken++));
      world.fresh(this).ifPresent(samples::add);
      boolean late = !streaming && world.second() - offlineSince > BACKFILLED_AFTER;
      Spool spool = spools.get(late ? Lane.BACKFILL : Lane.LIVE);
      SampleBatch batch = spool.add(wall(), samples, capacity());
      world.oracle().measured(this, batch);
      spools.values().forEach(one -> one.expire(wall().minus(Spool.retain())));
      pump();
    }
  }

  private int capacity() {
    return world.isOn(Fault.Kind.SMALL_SPOOL, index) ? SMALL : CAPACITY;
  }

  private void connectIn(Duration wait) {
    int now = life;
    world
        .timeline()
        .after(
            wait,
            () -> {
              if (life == now && connection.isEmpty() && !world.isOver()) {
                connect();
              }
            });
  }

  private void connect() {
    double second = world.second();
    if (weather.refuses(second) || weather.blocks(second) || !world.collector().isUp()) {
      failed(Duration.ofMillis(weather.blocks(second) ? 5_000 : 5));
      return;
    }
    Connection opened = new Connection(world, this);
    connection = Optional.of(opened);
    lastHeard = second;
    Frame.Hello hello = hello();
    opened.up(() -> world.collector().hello(opened, hello));
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

  private Frame.Hello hello() {
    return new Frame.Hello(
        Frame.VERSION,
        identity.host().value(),
        "run-" + boots,
        wall(),
        spools.values().stream().map(Spool::state).toList(),
        new HostFacts(identity.host().value(), "linux", "Linux", "amd64", 2, 1, wall(), "1"));
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
        world.oracle().acked(this, ack);
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
      world.oracle().acked(this, new Frame.Ack(from.lane(), spool.epoch(), cursor - 1));
    }
    heartbeat();
    pump();
  }

  /** Sends what was not sent on this connection, live first. */
  private void pump() {
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
      world.oracle().declared(this, gap);
      send((session, at) -> session.gap(gap, at).ifPresent(world.oracle()::protocol));
      cursor = spool.first();
    }
    for (; cursor <= spool.last(); cursor++) {
      spool.get(cursor).ifPresent(this::send);
      if (world.isOn(Fault.Kind.REPEATS, index)) {
        spool.get(cursor).ifPresent(this::send);
        spool.get(cursor - 3).ifPresent(this::send);
      }
    }
    cursors.put(lane, cursor);
  }

  private void send(SampleBatch batch) {
    send(
        (session, at) -> {
          world.oracle().arrived(this, batch);
          session.batch(batch, at).ifPresent(world.oracle()::protocol);
        });
  }

  private void send(Connection.Message message) {
    connection.ifPresent(open -> open.up(() -> world.collector().received(open, message)));
  }

  private void beat(int now, Duration wait) {
    world
        .timeline()
        .after(
            wait,
            () -> {
              if (life == now && !world.isOver()) {
                beat(now, HEARTBEAT);
                heartbeat();
              }
            });
  }

  private void heartbeat() {
    double second = world.second();
    if (!weather.blocks(second) && world.collector().answersPings()) {
      lastHeard = second;
    } else if (connection.isPresent() && second - lastHeard > DEAF) {
      giveUp();
      return;
    }
    if (streaming) {
      Instant wall = wall();
      Duration monotonic = Duration.ofMillis(Math.round((second - bootedAt) * 1000));
      send((session, at) -> session.heartbeat(wall, monotonic, at));
    }
  }
}
