package dev.forebell.collector.replay;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import java.time.Instant;
import java.util.List;

/** One line of a replay file; {@code line} counts from 1. */
public sealed interface ReplayLine {
  int line();

  Instant at();

  /**
   * What one host measured.
   *
   * @param at when it was received
   * @param sampledAt when it was measured: earlier than {@code at} for what came late
   * @param lane backfill: it only completes what is known of the past
   */
  record Samples(
      int line, Instant at, HostId host, List<Sample> samples, Instant sampledAt, Lane lane)
      implements OfHost {
    public Samples {
      samples = List.copyOf(samples);
    }

    /** Received as it was measured. */
    public Samples(int line, Instant at, HostId host, List<Sample> samples) {
      this(line, at, host, samples, at, Lane.LIVE);
    }

    /** Whether it was received as it was measured. */
    public boolean inTime() {
      return lane == Lane.LIVE && sampledAt.equals(at);
    }
  }

  record Connected(int line, Instant at, HostId host) implements OfHost {}

  /** Connected for the first time ever. */
  record Enrolled(int line, Instant at, HostId host) implements OfHost {}

  /** Closed by the other side without goodbye. */
  record Closed(int line, Instant at, HostId host, String reason) implements OfHost {}

  /** From now on nothing is heard. */
  record Silent(int line, Instant at, HostId host) implements OfHost {}

  record Bye(int line, Instant at, HostId host, ByeReason reason) implements OfHost {}

  record Heartbeat(int line, Instant at, HostId host) implements OfHost {}

  /** Another agent's answer about a host; this version judges none. */
  record Witness(int line, Instant at, HostId host, String witness, Evidence.Answer answer)
      implements OfHost {}

  /** The collector was not listening since {@code from}. */
  record Blackout(int line, Instant at, Instant from) implements ReplayLine {}

  /** Lets time pass. */
  record Tick(int line, Instant at) implements ReplayLine {}

  /** What somebody asks for. */
  record Order(int line, Instant at, NamedIncident target, Command command, String by)
      implements ReplayLine {}

  /** A line about one host. */
  sealed interface OfHost extends ReplayLine {
    HostId host();
  }
}
