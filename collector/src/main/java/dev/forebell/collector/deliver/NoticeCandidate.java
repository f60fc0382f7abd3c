package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.CustomerConfig.Mode;
import dev.forebell.collector.port.StoredEvent;
import java.time.Instant;

/**
 * An incident event with what decides whether it leaves the house.
 *
 * @param by its author
 * @param means of the incident after the step
 * @param absorbed whether another incident explains this one after the step that made the event, or
 *     it is over: nobody is told of it then who was not before
 * @param announced whether an earlier event of the incident made a message
 * @param mode of the customer
 * @param notBefore not to be sent earlier; usually the event's time
 */
public record NoticeCandidate(
    StoredEvent event,
    String by,
    Meaning means,
    boolean absorbed,
    boolean announced,
    Mode mode,
    Instant notBefore) {}
