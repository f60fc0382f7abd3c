package dev.forebell.agent.report;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an agent stands with its collector.
 *
 * @param collector its address
 * @param connectedSince empty: not connected
 * @param connects sessions since the agent's start
 * @param queued batches that are not acknowledged
 * @param queuedBytes what they take on disk; empty: not known
 * @param spoolTrouble why nothing of it is on disk, and since when; empty: all is well
 * @param oldest when the oldest of them was sampled; empty: none waits, or not known
 * @param dropped batches lost since the agent's start
 * @param lastError why the last attempt or connection ended
 */
public record LinkReport(
    String collector,
    Optional<Instant> connectedSince,
    long connects,
    long queued,
    OptionalLong queuedBytes,
    Optional<SpoolTrouble> spoolTrouble,
    Optional<Instant> oldest,
    long dropped,
    Optional<String> lastError) {
  /** A disk that cannot be used: in words, with the remedy. */
  public record SpoolTrouble(String what, Instant since) {}
}
