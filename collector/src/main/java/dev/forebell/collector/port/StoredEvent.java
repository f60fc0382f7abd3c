package dev.forebell.collector.port;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;

/**
 * One incident event as text, so that edges store, deliver and show it without knowing the engine's
 * types.
 *
 * @param number without gaps per incident, from 1
 * @param at when it happened, by the engine
 * @param name such as {@code incident.opened} or {@code sla.breached}
 * @param payload what folding needs, as JSON; never leaves the house
 * @param object the event object of the replay format, webhooks and the API, as JSON
 */
public record StoredEvent(
    IncidentId incident,
    CustomerId customer,
    long number,
    Instant at,
    String name,
    String payload,
    String object) {}
