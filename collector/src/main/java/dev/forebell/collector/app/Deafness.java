package dev.forebell.collector.app;

import dev.forebell.collector.replay.ReplayLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When the collector of a replay file was not listening. A file says so at the end of it, so it is
 * looked up ahead: a live collector would not have judged silence meanwhile either.
 */
record Deafness(List<ReplayLine.Blackout> blackouts) {
  /** The end of the blackout in which {@code time} lies; empty: the collector was listening. */
  Optional<Instant> until(Instant time) {
    return blackouts.stream()
        .filter(blackout -> time.isAfter(blackout.from()) && time.isBefore(blackout.at()))
        .map(ReplayLine.Blackout::at)
        .max(Instant::compareTo);
  }
}
