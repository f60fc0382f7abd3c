package dev.forebell.collector.ingest;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.util.Optional;

/**
 * Who an agent is, by its credential alone: nothing it says about itself can change this.
 *
 * @param enrolled how it became an agent; empty: by a key in {@code agents.yaml}
 */
public record AgentIdentity(
    HostId host, CustomerId customer, SiteId site, HostKind kind, Optional<Enrolled> enrolled) {
  /** By a key in {@code agents.yaml}. */
  public AgentIdentity(HostId host, CustomerId customer, SiteId site, HostKind kind) {
    this(host, customer, site, kind, Optional.empty());
  }

  /**
   * What enrolment knows of it.
   *
   * @param agent its id
   * @param credential hash of what it proved itself with
   * @param seat whether it is a place in a pool of desktops, which come and go
   */
  public record Enrolled(String agent, String credential, boolean seat) {}
}
