package dev.forebell.collector.port;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;

/**
 * An incident as its newest event left it: the projection that lists are read from, written in the
 * transaction of the event.
 *
 * @param state {@code open}, {@code acknowledged}, {@code diagnosed}, {@code resolved} or {@code
 *     closed}
 * @param host empty for an incident above hosts
 * @param object the {@code incident} object of the event format with a {@code clocks} array added,
 *     as JSON
 */
public record IncidentRow(
    IncidentId id,
    CustomerId customer,
    String state,
    String severity,
    String means,
    boolean emergency,
    String host,
    String rule,
    Instant detectedAt,
    Instant changedAt,
    String object) {}
