package dev.forebell.agent.spool;

import java.time.Instant;

/**
 * A track of an earlier run of the agent, as found on disk.
 *
 * @param first lowest sequence held
 * @param last highest sequence that is known to have existed
 * @param acked up to here the collector has it; 0: not known
 * @param lastSampledAt about when its last batch was sampled
 */
public record Earlier(Track track, long first, long last, long acked, Instant lastSampledAt) {}
