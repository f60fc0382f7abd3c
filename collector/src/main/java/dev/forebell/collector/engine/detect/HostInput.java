package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that can happen to one host, in order. {@code at} is the collector's clock; it never runs
 * backwards per host.
 */
public sealed interface HostInput {
  Instant at();

  /**
   * A batch arrived. Its {@code sampledAt} is already corrected to the collector's clock.
   *
   * @param at when it was received
   */
  record Samples(Instant at, SampleBatch batch) implements HostInput {}

  /**
   * A batch that was judged before a restart and is sent again: it refills windows, rates and
   * companions, and feeds no watch.
   */
  record Refill(Instant at, SampleBatch batch) implements HostInput {}

  /**
   * What another host's agent found out about this element, which has none: no sign of its own
   * life, and no more than was asked for.
   *
   * @param at when it was received
   * @param judged false: it was judged before a restart and only refills what is remembered
   */
  record Checked(Instant at, SampleBatch batch, boolean judged) implements HostInput {}

  /**
   * An agent authenticated and said hello; being heard is expected from now on.
   *
   * @param bootId of the running system; empty: unknown
   * @param osType such as {@code windows}; empty: unknown
   */
  record Connected(Instant at, String bootId, String osType) implements HostInput {
    /** Of an agent that does not say what it runs on. */
    public Connected(Instant at, String bootId) {
      this(at, bootId, "");
    }
  }

  /** The other side closed without goodbye (FIN, RST). */
  record Closed(Instant at, String detail) implements HostInput {}

  /**
   * From now on nothing is heard although the connection was not closed by the host: time-outs
   * follow. Also fed when the collector itself cut the connection.
   */
  record Silenced(Instant at) implements HostInput {}

  /** A clean stop. */
  record Bye(Instant at, ByeReason reason, Optional<Duration> expectedReturn)
      implements HostInput {}

  /**
   * A sign of life without samples.
   *
   * @param clockOffset what to add to the agent's clock, if it was measured
   */
  record Heartbeat(Instant at, Optional<Duration> clockOffset) implements HostInput {
    /** Without a look at the agent's clock. */
    public Heartbeat(Instant at) {
      this(at, Optional.empty());
    }
  }

  /**
   * Somebody else was asked whether this host can be reached.
   *
   * @param witness another host's id, or who else looked
   */
  record WitnessSaid(Instant at, String witness, Evidence.Answer answer) implements HostInput {}

  /**
   * The collector was not listening from {@code from} to {@code at}: that silence counts for
   * nothing, then a grace runs.
   */
  record Blackout(Instant at, Instant from, Duration grace) implements HostInput {}

  /**
   * The configuration changed: rules or facts of the host. Conditions of rules that no longer apply
   * end.
   */
  record ProfileChanged(Instant at, HostProfile profile) implements HostInput {}

  /**
   * Another machine proved this host's identity while its own lives.
   *
   * @param bootId of the other
   */
  record Cloned(Instant at, String bootId) implements HostInput {}

  /** Time passed. */
  record Tick(Instant at) implements HostInput {}
}
