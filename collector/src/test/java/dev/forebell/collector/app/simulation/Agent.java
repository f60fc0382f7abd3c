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

/** An agent on its host: samples, keeps what it samples, and may be gone at any time. */
final class Agent {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration FIRST_BEAT = Duration.ofSeconds(5);
  private static final int CAPACITY = 60;
  private static final int SMALL = 4;
  private static final double BACKFILLED_AFTER = 90;

  private final World world;
  private final int index;
  private final AgentIdentity identity;
  private final Weather weather;
  private final Vitals vitals;
  private final Dice dice;
  private final Dice beats;
  private final Map<Lane, Spool> spools = new EnumMap<>(Lane.class);

  private boolean running = true;
  private boolean dead;
  private int boots = 1;
  private double offset;
  private int samplesTaken;
  private Uplink uplink;

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
    this.uplink = new Uplink(world, this, spools, dice);
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
    return uplink.isStreaming();
  }

  /** Whether the collector has all that it ever sampled, but for what is on its way. */
  boolean isSettled() {
    return isStreaming() && spools.values().stream().allMatch(Spool::isSettled);
  }

  /** How often its machine was started. */
  int boots() {
    return boots;
  }

  Optional<Connection> connection() {
    return uplink.connection();
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
    uplink = new Uplink(world, this, spools, dice);
    uplink.begin(Duration.ofMillis(beats.between(100, (int) FIRST_BEAT.toMillis())));
  }

  /** The process or its host ends. */
  void stop(boolean quietly, boolean spoolLost) {
    if (!running) {
      return;
    }
    world.oracle().stopped(this, quietly && isStreaming());
    running = false;
    dead = quietly;
    uplink.end(quietly);
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
    if (isStreaming()) {
      uplink.send((session, at) -> session.bye(reason, expectedReturn, at));
    }
    stop(false, false);
  }

  void stepClock(double seconds) {
    offset += seconds;
  }

  /** What its clock shows. */
  Instant wall() {
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
      boolean late = uplink.offlineFor() > BACKFILLED_AFTER;
      Spool spool = spools.get(late ? Lane.BACKFILL : Lane.LIVE);
      SampleBatch batch = spool.add(wall(), samples, capacity());
      world.oracle().measured(this, batch);
      spools.values().forEach(one -> one.expire(wall().minus(Spool.retain())));
      uplink.pump();
    }
  }

  private int capacity() {
    return world.isOn(Fault.Kind.SMALL_SPOOL, index) ? SMALL : CAPACITY;
  }

  /** What it says of itself first. */
  Frame.Hello hello() {
    return new Frame.Hello(
        Frame.VERSION,
        identity.host().value(),
        "run-" + boots,
        wall(),
        spools.values().stream().map(Spool::state).toList(),
        new HostFacts(identity.host().value(), "linux", "Linux", "amd64", 2, 1, wall(), "1"));
  }
}
