package dev.forebell.collector.ingest;

import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.util.List;

/**
 * What a session is welcomed with.
 *
 * @param replayFrom per lane and epoch of the Hello the first sequence wanted, never below what the
 *     agent still holds unless that is truly missing; everything below it counts as acked
 * @param heartbeat how often the agent must be heard: a third of the time until it is suspect
 * @param retain how long the agent keeps acked batches, at most 15 min
 * @param interval how often to sample
 * @param backfillPace between two batches of what was missed
 */
public record SessionTerms(
    List<Frame.ReplayFrom> replayFrom,
    Duration heartbeat,
    Duration retain,
    Duration interval,
    Duration backfillPace) {
  public SessionTerms {
    replayFrom = List.copyOf(replayFrom);
  }
}
