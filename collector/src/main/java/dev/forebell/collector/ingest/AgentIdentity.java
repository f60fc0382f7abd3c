package dev.forebell.collector.ingest;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;

/** Who an agent is, by its key alone: nothing it says about itself can change this. */
public record AgentIdentity(HostId host, CustomerId customer, SiteId site, HostKind kind) {}
