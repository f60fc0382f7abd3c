package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.util.Optional;

/**
 * A host as configured.
 *
 * @param seats sessions it can hold (VDI host); 0: none
 * @param assigned people whose desktop or work place is fixed to it, whether logged in or not
 * @param confirm how long silence must last before it is down; empty: the default of its kind
 * @param contract id of its own contract; empty: the customer's
 */
public record Host(
    HostId id,
    SiteId site,
    HostKind kind,
    int seats,
    int assigned,
    Optional<Duration> confirm,
    Optional<String> contract,
    Attributes labels) {
  /** A host of which no more is known than where it stands and what it is. */
  public static Host plain(HostId id, SiteId site, HostKind kind) {
    return new Host(id, site, kind, 0, 0, Optional.empty(), Optional.empty(), Attributes.NONE);
  }
}
