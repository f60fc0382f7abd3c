package dev.forebell.collector.app.witness;

import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hosts that should be heard and are not. One that is heard is looked at again when it could be
 * missed at the earliest, not in every round: of a big fleet nearly all are heard. One thread; time
 * comes in.
 */
final class MissingHosts {
  private record Look(Instant at, HostId host, Presence presence) implements Comparable<Look> {
    @Override
    public int compareTo(Look other) {
      return at.compareTo(other.at);
    }
  }

  private final Map<HostId, Presence> watched = new HashMap<>();
  private final PriorityQueue<Look> looks = new PriorityQueue<>();
  private final TreeMap<HostId, Presence> missing = new TreeMap<>();

  /** A host is there, or again: what was known of its session before no longer counts. */
  void watch(HostId host, Presence presence) {
    watched.put(host, presence);
    missing.remove(host);
    await(host, presence);
  }

  private void await(HostId host, Presence presence) {
    looks.add(new Look(presence.missedFrom(), host, presence));
  }

  /** A session ended, which no look awaits. */
  void closed(HostId host, Presence presence) {
    if (isOf(host, presence)) {
      looks.add(new Look(Instant.MIN, host, presence));
    }
  }

  @SuppressWarnings("ReferenceEquality") // of this very session
  private boolean isOf(HostId host, Presence presence) {
    return watched.get(host) == presence;
  }

  /** Those that are missed now, in order; a view until the next call. */
  Set<HostId> at(Instant now) {
    List<HostId> back = new ArrayList<>();
    missing.forEach(
        (host, presence) -> {
          if (!presence.isMissing(now)) {
            back.add(host);
          }
        });
    back.forEach(host -> await(host, missing.remove(host)));
    while (!looks.isEmpty() && !looks.peek().at().isAfter(now)) {
      look(looks.poll(), now);
    }
    return Collections.unmodifiableSet(missing.keySet());
  }

  private void look(Look due, Instant now) {
    if (!isOf(due.host(), due.presence()) || due.presence().isAway()) {
      return;
    }
    if (due.presence().isMissing(now)) {
      missing.put(due.host(), due.presence());
    } else {
      await(due.host(), due.presence());
    }
  }
}
