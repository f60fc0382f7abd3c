package dev.forebell.collector.ledger;

import dev.forebell.common.model.HostId;
import java.time.Instant;

/** When a host was last heard, by the collector's clock. */
public record LastHeard(HostId host, Instant at) {}
