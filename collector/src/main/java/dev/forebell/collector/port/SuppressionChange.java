package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import java.time.Instant;

/**
 * One line of the log of what people gave at run time. The newest line of an id holds; nothing is
 * ever removed.
 *
 * @param by a person's name, {@code bot:x} or {@code system:x}
 * @param action {@code given} or {@code ended}
 * @param payload the window or silence as it is from then on, as JSON
 */
public record SuppressionChange(
    CustomerId customer, String id, Instant at, String by, String action, String payload) {}
