package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.Optional;

/** What a step of detection gives to the outside. */
public sealed interface DetectOutput {
  /** For the incident machine. */
  record Condition(ConditionEvent event) implements DetectOutput {}

  /**
   * For the board: how the host's link stands. Also tells the incident machine nothing that
   * conditions do not.
   */
  record LinkChanged(HostId host, Instant at, LinkState state, Reason reason, Instant lastHeard)
      implements DetectOutput {}

  /** For the incident machine: what it must know of links beyond conditions. */
  record Link(LinkNews news) implements DetectOutput {}

  /**
   * For the incident machine: people with a session on this host. Sent when the number changes, and
   * with its newest date before anything that makes it matter.
   */
  record PeopleCounted(HostId host, Instant at, int people, Instant countedAt)
      implements DetectOutput {}

  /**
   * A watch to keep over a restart; empty: it is clear and its row goes. Everything needed to go on
   * after a restart is in it: pending since, raised level, clearing since, the link's last facts.
   */
  record WatchSaved(ConditionKey key, Optional<Watch> watch) implements DetectOutput {}

  /**
   * The row of what came late of a host is another. It may wait until it is written that the
   * batches were taken in, but no longer: they are not sent again then.
   */
  record LateMoved(HostId host) implements DetectOutput {}

  /** Where a host's link stands, for people. */
  enum LinkState {
    /** Never heard since the collector knows it. */
    UNKNOWN,
    UP,
    /** Nothing heard for three heartbeats. */
    SUSPECT,
    /** Closed without goodbye; its kernel lived then. */
    AGENT_LOST,
    DOWN,
    /** Said goodbye and is expected back. */
    AWAY
  }
}
