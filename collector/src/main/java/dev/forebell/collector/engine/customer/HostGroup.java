package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.HostId;
import java.util.List;
import java.util.Optional;

/**
 * Hosts whose common loss is an emergency: at least {@code down} of them, or at least {@code share}
 * (0..1).
 */
public record HostGroup(
    String id, List<HostId> hosts, Optional<Integer> down, Optional<Double> share) {}
