package dev.forebell.agent.spool;

import java.time.Instant;
import java.util.Optional;

/**
 * How the spool stands, for {@code forebell agent status} and the agent's own metrics.
 *
 * @param trouble why nothing is written to disk and batches are in memory only; empty: all is well
 * @param detail the system's words for it, with the remedy; empty without trouble
 * @param since since when; empty without trouble
 * @param diskBytes all files of the spool together
 * @param waiting what on disk waits for its ack
 * @param lostBatches given up for their age or for want of room, or damaged, since the start
 * @param quarantined files and refused batches that lie aside
 * @param abandoned segments given up after a failed write or sync, since the start
 */
public record SpoolState(
    Optional<SpoolTrouble> trouble,
    String detail,
    Optional<Instant> since,
    long diskBytes,
    SpoolDepth waiting,
    long lostBatches,
    long quarantined,
    long abandoned) {
  /** Before it was looked at, and where there is none. */
  public static final SpoolState NONE =
      new SpoolState(Optional.empty(), "", Optional.empty(), 0, SpoolDepth.EMPTY, 0, 0, 0);
}
