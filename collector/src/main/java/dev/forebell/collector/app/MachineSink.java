package dev.forebell.collector.app;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.Optional;

/** Gets all that the machines give, in order. What does not concern a shell is left out. */
interface MachineSink {
  /** An incident event, and whose it is. */
  void happened(CustomerId customer, DeskOutput.Happened happened);

  /**
   * A command was not carried out.
   *
   * @param target the incident it named, as it was before
   */
  default void refused(DeskOutput.Refused refused, Optional<Incident> target) {}

  /** What is told of an incident waits. */
  default void waits(DeskOutput.Waits waits) {}

  /** The row of this condition's watch must be written anew. */
  default void watchChanged(ConditionKey key) {}

  /** The row of what came late of a host must be written with the marks of its batches. */
  default void lateMoved(HostId host) {}

  /** The number of people on a host changed. */
  default void people(DetectOutput.PeopleCounted counted) {}

  /** A host's link moved to a state that the board shows. */
  default void link(DetectOutput.LinkChanged changed) {}

  /**
   * The collector accuses itself, or no longer does.
   *
   * @param since when anybody was last heard; empty: somebody is heard again
   */
  default void unheard(Optional<Instant> since) {}
}
