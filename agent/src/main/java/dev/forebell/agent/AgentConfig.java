package dev.forebell.agent;

import dev.forebell.agent.link.LinkSettings;
import dev.forebell.agent.spool.SpoolLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code agent.yaml} says.
 *
 * @param interval how often to sample; empty: as often as the collector asks
 * @param link its identity is a key, or none: then the one that stands in the folder {@code
 *     identity}
 * @param collector as configured; empty: where the agent enrolled
 * @param witness whether a collector may ask if a neighbour can be reached
 * @param status path of the socket on which the agent answers; empty: the usual one
 * @param bufferBytes memory for batches, when the disk cannot be written
 * @param spool what is kept on disk
 */
record AgentConfig(
    LinkSettings link,
    Optional<Duration> interval,
    ProbeSettings probes,
    Optional<Path> status,
    long bufferBytes,
    SpoolSettings spool,
    Optional<URI> collector,
    EnrolSettings enrol,
    Path identity,
    boolean witness) {
  /** Until the collector has said how often. */
  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  // A held sample: its reading and its place in a batch; the series are shared by all batches.
  private static final int BYTES_PER_SAMPLE = 48;

  SpoolLimits spoolLimits() {
    return SpoolLimits.of(spool.bytes(), spool.age(), bufferSamples());
  }

  Duration firstInterval() {
    return interval.orElse(DEFAULT_INTERVAL);
  }

  int bufferSamples() {
    return Math.toIntExact(bufferBytes / BYTES_PER_SAMPLE);
  }
}
