package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.condition.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One promise of a contract.
 *
 * @param calendar id of the calendar it counts in ({@code always} = 24x7); empty: the contract's
 * @param severities applies to these; empty: to all
 * @param emergency applies only to (true) or only outside (false) emergencies; empty: to both
 * @param travel on-site only: a further mark at deadline minus this
 * @param keyMoments applies only to what counts from within one of these key moments of the
 *     contract, and literally; empty: always, shortened as the key moment says
 */
public record Target(
    ClockName clock,
    Anchor anchor,
    Amount amount,
    Optional<String> calendar,
    Set<Severity> severities,
    Optional<Boolean> emergency,
    Optional<Duration> travel,
    Set<String> keyMoments) {}
