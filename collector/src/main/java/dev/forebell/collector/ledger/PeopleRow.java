package dev.forebell.collector.ledger;

import dev.forebell.common.model.HostId;
import java.time.Instant;

/** How many people had a session on a host at a time. */
public record PeopleRow(HostId host, int people, Instant at) {}
