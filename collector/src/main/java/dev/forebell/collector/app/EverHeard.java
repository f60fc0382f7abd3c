package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Pure;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The hosts that a blackout concerns. Of one that was never heard nothing is known that it could
 * put in doubt; while a big fleet connects for the first time that is nearly all of it.
 */
@Pure
final class EverHeard {
  private static final Comparator<HostProfile> BY_CUSTOMER_THEN_HOST =
      Comparator.comparing(HostProfile::customer).thenComparing(HostProfile::host);

  private EverHeard() {}

  /** By customer and host. */
  static List<HostId> inOrder(Collection<HostState> hosts) {
    return hosts.stream()
        .filter(state -> state.linkState() != LinkState.UNKNOWN || state.silenceCounts())
        .map(HostState::profile)
        .sorted(BY_CUSTOMER_THEN_HOST)
        .map(HostProfile::host)
        .toList();
  }
}
