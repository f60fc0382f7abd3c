package dev.forebell.collector.ledger;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;

/** Everything of this host, lane and epoch up to {@code sequence} has had its effects. */
public record LaneMark(HostId host, Lane lane, long epoch, long sequence) {}
