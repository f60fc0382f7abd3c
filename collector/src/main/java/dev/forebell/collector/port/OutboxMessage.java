package dev.forebell.collector.port;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;

/**
 * One notice to one endpoint about one event; delivered in order per endpoint and incident, at
 * least once.
 *
 * @param webhookId the idempotency key: constant over every attempt
 * @param endpoint id of the webhook it goes to
 * @param object the event object, as JSON
 * @param notBefore not to be sent earlier
 */
public record OutboxMessage(
    String webhookId,
    String endpoint,
    IncidentId incident,
    CustomerId customer,
    long eventNumber,
    String event,
    String object,
    Instant notBefore) {}
