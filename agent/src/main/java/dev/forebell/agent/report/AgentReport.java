package dev.forebell.agent.report;

import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.common.model.HostFacts;
import java.time.Instant;
import java.util.Optional;

/**
 * How a running agent is.
 *
 * @param at when it said so
 * @param last its last sample; empty: none yet
 */
public record AgentReport(
    Instant at,
    Instant startedAt,
    long processId,
    HostFacts facts,
    LinkReport link,
    Optional<Snapshot> last) {
  /** Whether the collector hears it. */
  public boolean isConnected() {
    return link.connectedSince().isPresent();
  }
}
