package dev.forebell.collector.app.simulation;

import dev.forebell.collector.ingest.SimulatedSession;
import dev.forebell.common.wire.Frame;
import java.time.Instant;
import java.util.Optional;

/**
 * One connection of an agent: what is sent arrives in order, late, or when nothing blocks the way
 * any more; nothing arrives at an end that has hung up.
 */
final class Connection {
  /** Something that an agent says. */
  interface Message {
    void arrives(SimulatedSession session, Instant receivedAt);
  }

  private static final double LATENCY = 0.004;

  private final World world;
  private final Agent agent;
  private final Uplink uplink;
  private double lastUp;
  private double lastDown;
  private boolean agentOpen = true;
  private boolean collectorOpen = true;
  private Optional<SimulatedSession> session = Optional.empty();
  private double heardAt;

  Connection(World world, Agent agent, Uplink uplink) {
    this.world = world;
    this.agent = agent;
    this.uplink = uplink;
    this.heardAt = world.second();
  }

  Agent agent() {
    return agent;
  }

  Optional<SimulatedSession> session() {
    return session;
  }

  void session(SimulatedSession greeted) {
    session = Optional.of(greeted);
  }

  boolean isOpenAtCollector() {
    return collectorOpen;
  }

  /** When the collector's socket last read something. */
  double heardAt() {
    return heardAt;
  }

  void heard() {
    heardAt = world.second();
  }

  /** Runs at the collector when what is sent now has arrived there. */
  void up(Runnable arrival) {
    lastUp = Math.max(lastUp, arrival(world.second()));
    world.timeline().at(World.nanos(lastUp), arrival);
  }

  private double arrival(double second) {
    Weather weather = agent.weather();
    return weather.passes(second) + LATENCY + weather.delay(second);
  }

  /** Sends a frame down. */
  void down(Frame frame) {
    if (frame instanceof Frame.Ack ack) {
      world.oracle().ackSent(agent, ack);
    }
    toAgent(() -> uplink.received(this, frame));
  }

  private void toAgent(Runnable arrival) {
    lastDown = Math.max(lastDown, arrival(world.second()));
    world
        .timeline()
        .at(
            World.nanos(lastDown),
            () -> {
              if (agentOpen) {
                arrival.run();
              }
            });
  }

  /** The agent's kernel closes. */
  void closeAtAgent(String detail) {
    if (agentOpen) {
      agentOpen = false;
      up(() -> world.collector().door().closedByAgent(this, detail));
    }
  }

  /** The agent's machine is gone: nobody closes anything. */
  void vanish() {
    agentOpen = false;
  }

  /** The collector's kernel closes. */
  void closeAtCollector() {
    if (collectorOpen) {
      collectorOpen = false;
      toAgent(() -> uplink.lost(this));
    }
  }

  /** A machine that knows nothing of this connection resets it. */
  void refuse() {
    collectorOpen = false;
    toAgent(() -> uplink.lost(this));
  }

  /** The collector's machine is gone, or it has heard that the other end closed. */
  void forget() {
    collectorOpen = false;
  }

  /** Somebody on the way resets both ends. */
  void reset() {
    if (agentOpen) {
      agentOpen = false;
      world.collector().door().closedByAgent(this, "connection reset");
      uplink.lost(this);
    }
  }
}
