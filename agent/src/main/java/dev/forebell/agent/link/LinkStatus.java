package dev.forebell.agent.link;

import java.time.Instant;
import java.util.Optional;

/**
 * How the link stands, for {@code forebell agent status} and the agent's own metrics.
 *
 * @param connectedSince since when the collector has welcomed us; empty: not connected
 * @param queued batches that wait for their ack
 * @param droppedBatches lost to the full buffer since the process started
 * @param droppedSamples not sendable since the process started: too many series or names too long
 * @param connects sessions welcomed since the process started
 * @param lastError why the last attempt or connection ended; empty: never
 */
public record LinkStatus(
    Optional<Instant> connectedSince,
    long queued,
    long droppedBatches,
    long droppedSamples,
    long connects,
    Optional<String> lastError) {}
