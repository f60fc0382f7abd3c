package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether every host of every customer fell silent together. Then the collector accuses itself: its
 * own network is gone, not all hosts at once. Of a fleet at one site nobody can tell the two apart;
 * there the site is what is called unseen.
 *
 * <p>Asked at every time-out of every host, so it first looks at the host that was heard last: as
 * long as that one is not silent, no other needs a look.
 */
@Pure
final class FleetSilence {
  private static final int FEWEST_HOSTS = 3;
  private static final int FEWEST_SITES = 2;
  private static final long DESKTOP_BEAT_NANOS = 1_000_000_000;

  private record Place(CustomerId customer, SiteId site) {}

  private final Map<HostId, HostState> hosts;
  private Optional<HostId> defender = Optional.empty();

  /**
   * @param hosts the hosts as they are now
   */
  FleetSilence(Map<HostId, HostState> hosts) {
    this.hosts = hosts;
  }

  /** Somebody was heard. */
  void heard(HostId host) {
    if (defender.filter(host::equals).isEmpty()) {
      defender = Optional.of(host);
    }
  }

  /**
   * Since when nobody is heard.
   *
   * @return empty if somebody is, or too few are known to tell
   */
  Optional<Instant> since(Instant now) {
    boolean defended =
        defender.map(hosts::get).filter(host -> isUp(host) && defends(host, now)).isPresent();
    return defended ? Optional.empty() : sinceByAll(now);
  }

  private Optional<Instant> sinceByAll(Instant now) {
    Instant newest = Instant.MIN;
    for (HostState host : hosts.values()) {
      if (isUp(host)) {
        if (defends(host, now)) {
          heard(host.profile().host());
          return Optional.empty();
        }
        newest = host.lastHeard().isAfter(newest) ? host.lastHeard() : newest;
      }
    }
    return isTelling() ? Optional.of(newest) : Optional.empty();
  }

  /** Whether enough are known in enough places: desktops are switched off together anyway. */
  private boolean isTelling() {
    Set<Place> places = new HashSet<>();
    int count = 0;
    for (HostState host : hosts.values()) {
      HostProfile profile = host.profile();
      if (isUp(host) && profile.kind() != HostKind.DESKTOP) {
        count++;
        places.add(new Place(profile.customer(), profile.site()));
      }
    }
    return count >= FEWEST_HOSTS && places.size() >= FEWEST_SITES;
  }

  private static boolean isUp(HostState host) {
    return host.linkState() == LinkState.UP;
  }

  private static boolean defends(HostState host, Instant now) {
    return !host.silenceCounts() || isDue(host, now);
  }

  /** Heard within one and a half heartbeats; a desktop within those of a server: it may defend. */
  private static boolean isDue(HostState host, Instant now) {
    long beat =
        host.profile().kind() == HostKind.DESKTOP
            ? DESKTOP_BEAT_NANOS
            : host.profile().heartbeat().toNanos();
    return host.lastHeard().plusNanos(beat + beat / 2).isAfter(now);
  }
}
