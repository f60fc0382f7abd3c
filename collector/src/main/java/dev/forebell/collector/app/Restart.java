package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.util.SortedMap;

/** How the live machines begin, at the start and after the store failed. */
final class Restart {
  private Restart() {}

  /** What the ledger holds at the start; the clock goes on from where an earlier process was. */
  static Recovered first(LiveParts parts) {
    Recovered recovered = Recovered.of(parts.ledger().load());
    recovered.newest().ifPresent(parts.clock()::goOnFrom);
    return recovered;
  }

  /** How long the hosts of a configuration get to come back. */
  static Duration grace(LiveParts parts, Configuration configuration) {
    int hosts = HostProfiles.of(configuration).size();
    return ListeningWatch.grace(hosts, parts.acceptPerSecond());
  }

  /** The machines as the ledger left them; the board shows their links. */
  static EngineRoom room(LiveParts parts, Recovered recovered) {
    SortedMap<HostId, HostProfile> hosts = HostProfiles.of(parts.configuration());
    parts.board().configured(hosts);
    Duration grace = grace(parts, parts.configuration());
    EngineRoom room =
        EngineRoom.restored(parts.configuration(), recovered, parts.clock().instant(), grace);
    room.hostStates()
        .forEach(state -> parts.board().link(state.profile().host(), state.linkState()));
    recovered.lastHeard().forEach(parts.board()::heard);
    return room;
  }
}
