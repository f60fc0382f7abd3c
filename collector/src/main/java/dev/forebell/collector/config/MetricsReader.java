package dev.forebell.collector.config;

import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.model.CustomerId;
import java.util.Optional;

/**
 * Somebody who may read metrics.
 *
 * @param customer whose hosts and incidents; empty: of all, and the collector's own meters
 */
public record MetricsReader(String id, Optional<CustomerId> customer, TokenHash token) {}
