package dev.forebell.collector.port;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hosts as they stand now. Thread-safe snapshots, never blocks. */
public interface FleetView {
  /**
   * All hosts of all customers, in host order; callers filter by customer before anything leaves.
   */
  List<HostNow> hosts();

  /**
   * One host now.
   *
   * @param lastHeard empty: never
   * @param lastValues newest batch of samples, series order; empty if none since start
   * @param lastSampledAt time of that batch, corrected
   * @param facts empty before its first hello since start
   */
  record HostNow(
      HostId host,
      CustomerId customer,
      SiteId site,
      HostKind kind,
      LinkState link,
      Optional<Instant> lastHeard,
      Optional<Instant> lastSampledAt,
      Optional<HostFacts> facts,
      List<Sample> lastValues) {}
}
