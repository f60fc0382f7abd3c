package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.incident.CustomerInput.HostEnrolled;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Hosts that are heard for the first time ever, until their first samples come. One thread. */
final class Enrolling {
  private final SortedSet<HostId> hosts = new TreeSet<>();

  void add(HostId host) {
    hosts.add(host);
  }

  /** What a host's customer is told, once, when an input is its first samples. */
  Optional<HostEnrolled> enrolled(HostId host, HostInput input) {
    return input instanceof HostInput.Samples(Instant at, SampleBatch batch) && hosts.remove(host)
        ? Optional.of(new HostEnrolled(at, host, measured(at, batch)))
        : Optional.empty();
  }

  /** A backfill is of before; a clock ahead of ours measures nothing after it was received. */
  private static Instant measured(Instant at, SampleBatch batch) {
    boolean known = batch.lane() == Lane.LIVE && batch.sampledAt().isBefore(at);
    return known ? batch.sampledAt() : at;
  }
}
