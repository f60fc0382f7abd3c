/**
 * The contract's clocks, derived from an incident's facts and never ticking. Imports {@code
 * calendar} and {@code condition}.
 */
package dev.forebell.collector.engine.sla;
