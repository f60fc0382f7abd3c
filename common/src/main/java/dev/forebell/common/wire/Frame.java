package dev.forebell.common.wire;

import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message of the agent protocol {@code forebell.v1}; docs/protocol.md gives the bytes. Times
 * and durations travel in whole milliseconds.
 */
public sealed interface Frame {
  /** The protocol's major version: {@code forebell.v1}. */
  int VERSION = 1;

  /** One lane's stored range; {@code first > last}: nothing is held. */
  record LaneState(Lane lane, long epoch, long firstHeld, long lastHeld) {}

  /** From where the collector wants a lane. */
  record ReplayFrom(Lane lane, long epoch, long sequence) {}

  /**
   * Agent to collector, first message. {@code version} is the protocol's major version.
   *
   * @param machine fingerprint of the machine, to tell a copy from the original; empty: none given
   * @param address IP address in figures from which this connection comes, as the agent's system
   *     sees it: under which neighbours may reach the host; empty: none given
   */
  record Hello(
      int version,
      String agentId,
      String bootId,
      Instant agentTime,
      List<LaneState> lanes,
      HostFacts facts,
      String machine,
      String address)
      implements Frame {
    public Hello {
      lanes = List.copyOf(lanes);
    }

    /** Of an agent that gives neither fingerprint nor address. */
    public Hello(
        int version,
        String agentId,
        String bootId,
        Instant agentTime,
        List<LaneState> lanes,
        HostFacts facts) {
      this(version, agentId, bootId, agentTime, lanes, facts, "", "");
    }

    /** The same from this address. */
    public Hello from(String local) {
      return new Hello(version, agentId, bootId, agentTime, lanes, facts, machine, local);
    }
  }

  /**
   * Collector's answer.
   *
   * @param heartbeat how often the agent must be heard
   * @param retain how long acked batches are kept for a re-ask
   * @param interval how often to sample
   * @param backfillPace between two batches of the backfill; zero: as fast as acks come
   * @param newestFrame the highest type of frame that the collector reads
   */
  record Welcome(
      String session,
      Instant collectorTime,
      List<ReplayFrom> replayFrom,
      Duration heartbeat,
      Duration retain,
      Duration interval,
      Duration backfillPace,
      int newestFrame)
      implements Frame {
    /** What holds where a collector of an earlier version says nothing of it. */
    public static final Duration DEFAULT_BACKFILL_PACE = Duration.ofMillis(100);

    /** The highest type of frame that is read here. */
    public static final int NEWEST_FRAME = FrameType.NEWEST;

    public Welcome {
      replayFrom = List.copyOf(replayFrom);
    }

    /** Of a collector that reads no later frames than the first ones did. */
    public Welcome(
        String session,
        Instant collectorTime,
        List<ReplayFrom> replayFrom,
        Duration heartbeat,
        Duration retain,
        Duration interval,
        Duration backfillPace) {
      this(
          session,
          collectorTime,
          replayFrom,
          heartbeat,
          retain,
          interval,
          backfillPace,
          FrameType.FIRST_NEWEST);
    }
  }

  /**
   * Dictionary entries: an id means this series until the connection ends. Ids count from 0 without
   * holes.
   */
  record Series(int firstId, List<SeriesKey> series) implements Frame {
    public Series {
      series = List.copyOf(series);
    }
  }

  /** A batch; {@code readings.get(i)} belongs to {@code ids[i]}. */
  record Samples(
      Lane lane,
      long epoch,
      long sequence,
      Instant sampledAt,
      List<Integer> ids,
      List<Reading> readings)
      implements Frame {
    public Samples {
      ids = List.copyOf(ids);
      readings = List.copyOf(readings);
      if (ids.size() != readings.size()) {
        throw new IllegalArgumentException(
            ids.size() + " ids but " + readings.size() + " readings");
      }
    }
  }

  /**
   * The batch that follows the last one of this connection: its lane and epoch, the next sequence,
   * the same series; what is not named is unchanged. {@link Shorthand} makes and reads it.
   *
   * @param laterMillis sampled so much later than the last one
   * @param changed which samples of the batch changed, ascending from 0
   * @param changes as many
   */
  record Changes(long laterMillis, List<Integer> changed, List<Change> changes) implements Frame {
    public Changes {
      changed = List.copyOf(changed);
      changes = List.copyOf(changes);
      if (changed.size() != changes.size()) {
        throw new IllegalArgumentException(
            changed.size() + " changed but " + changes.size() + " changes");
      }
    }
  }

  /**
   * Sign of life with both of the agent's clocks.
   *
   * @param monotonic time of a clock that is never set, since any fixed moment of this process
   */
  record Heartbeat(Instant wall, Duration monotonic) implements Frame {}

  /**
   * Sign of life: since the last Heartbeat or Beat of this connection, which was that long ago,
   * both clocks went on alike.
   */
  record Beat(Duration later) implements Frame {}

  /**
   * Collector to agent, after the commit: everything of this lane and epoch up to {@code sequence}
   * is kept for ever.
   */
  record Ack(Lane lane, long epoch, long sequence) implements Frame {}

  /** Agent to collector: these batches do not exist any more. */
  record Gap(Lane lane, long epoch, long from, long to, long count, GapReason reason)
      implements Frame {}

  /** Why batches are missing. The order is the code on the wire: append only. */
  enum GapReason {
    /** The buffer was full: the oldest were dropped. */
    BUFFER_FULL,
    /** Older than the buffer's age limit. */
    TOO_OLD,
    /** Damaged on disk. */
    DAMAGED
  }

  /** A clean end; {@code expectedReturn}: when the agent thinks it will be back. */
  record Bye(ByeReason reason, Optional<Duration> expectedReturn) implements Frame {}

  /** Refusal, then the connection is closed. */
  record Reject(RejectCode code, String text, Optional<Duration> retryAfter) implements Frame {}

  /**
   * Collector to agent, the only thing it may ever ask: can you reach this neighbour? An agent may
   * decline.
   *
   * @param question returned with the answer
   * @param address IP address in figures
   * @param ports of TCP to try; none: any sign of life
   */
  record Witness(long question, String address, List<Integer> ports) implements Frame {
    public Witness {
      ports = List.copyOf(ports);
    }
  }

  /** Agent to collector, within a second or so. */
  record WitnessAnswer(long question, Saw saw) implements Frame {}

  /** What a witness saw. The order is the code on the wire: append only. */
  enum Saw {
    /** It answered. */
    REACHED,
    /** It refused, which only a living one does. */
    REFUSED,
    /** No sign of life. */
    UNREACHABLE,
    /** Not asked: this agent declines, or was asked too often. */
    DECLINED,
    /** It gave its hardware address and answered nothing else: alive, behind a firewall. */
    NEIGHBOUR
  }

  /**
   * Agent to collector: certify this further key of mine.
   *
   * @param publicKey Base64 of the key's DER
   * @param proof Base64 of its signature, see docs/protocol.md
   */
  record Renew(String publicKey, String proof) implements Frame {}

  /**
   * Collector to agent.
   *
   * @param chain PEM, the agent's own first; none: not certified
   */
  record Renewed(List<String> chain) implements Frame {
    public Renewed {
      chain = List.copyOf(chain);
    }
  }

  /** Why an agent is refused. The order is the code on the wire: append only. */
  enum RejectCode {
    /** The agent key is unknown or revoked. */
    UNKNOWN_KEY,
    /** The protocol's major version is not spoken here. */
    VERSION,
    /** Another live session has this identity. */
    DUPLICATE,
    /** Too many at once: come back later. */
    BUSY,
    /** A frame could not be understood. */
    BAD_FRAME,
    /** Too many batches, series or bytes. */
    LIMIT,
    /** The collector goes away for a moment. */
    RESTARTING,
    /** A copy of another machine, which may enrol as a host of its own. */
    CLONE,
    /** A copy of another machine, which is kept out until a person decides. */
    QUARANTINED
  }
}
