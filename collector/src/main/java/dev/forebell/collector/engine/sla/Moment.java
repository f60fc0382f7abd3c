package dev.forebell.collector.engine.sla;

import java.time.Instant;

/**
 * What made an event of a clock, where the clock itself does not tell.
 *
 * @param what of a warning or breach the mark: {@code 80%}, {@code travel}, {@code unacknowledged}
 *     or {@code idle}; of an end the act or turn that ended it: {@code acknowledged}, {@code
 *     contacted}, {@code diagnosed}, {@code dispatched}, {@code arrived}, {@code restored} or
 *     {@code resolved}
 * @param at when it was due, or happened
 */
public record Moment(String what, Instant at) {}
