package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether every host of every customer fell silent together. Then the collector accuses itself: its
 * own network is gone, not all hosts at once. Of a fleet at one site nobody can tell the two apart;
 * there the site is what is called unseen.
 */
@Pure
final class FleetSilence {
  private static final int FEWEST_HOSTS = 3;
  private static final int FEWEST_SITES = 2;

  private FleetSilence() {}

  /**
   * Since when nobody is heard.
   *
   * @return empty if somebody is, or too few are known to tell
   */
  static Optional<Instant> since(Collection<HostState> hosts, Instant now) {
    Set<String> sites = new TreeSet<>();
    Instant newest = Instant.MIN;
    int count = 0;
    for (HostState host : hosts) {
      if (host.linkState() == LinkState.UP) {
        if (!host.silenceCounts() || isDue(host, now)) {
          return Optional.empty();
        }
        HostProfile profile = host.profile();
        newest = host.lastHeard().isAfter(newest) ? host.lastHeard() : newest;
        if (profile.kind() != HostKind.DESKTOP) {
          count++;
          sites.add(profile.customer() + "/" + profile.site());
        }
      }
    }
    return count >= FEWEST_HOSTS && sites.size() >= FEWEST_SITES
        ? Optional.of(newest)
        : Optional.empty();
  }

  /** Heard within one and a half heartbeats; a desktop within those of a server: it may defend. */
  private static boolean isDue(HostState host, Instant now) {
    Duration beat =
        host.profile().kind() == HostKind.DESKTOP
            ? Duration.ofSeconds(1)
            : host.profile().heartbeat();
    return host.lastHeard().plus(beat).plus(beat.dividedBy(2)).isAfter(now);
  }
}
