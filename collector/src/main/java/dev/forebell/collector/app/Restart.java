package dev.forebell.collector.app;

import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.util.SortedMap;

/** How the live machines begin, at the start and after the store failed. */
final class Restart {
  private Restart() {}

  /** The machines as the ledger left them; the board shows their links. */
  static EngineRoom room(LiveParts parts, Recovered recovered) {
    SortedMap<HostId, HostProfile> hosts = HostProfiles.of(parts.configuration());
    parts.board().configured(hosts);
    Duration grace = ListeningWatch.grace(hosts.size(), parts.acceptPerSecond());
    EngineRoom room =
        EngineRoom.restored(parts.configuration(), recovered, parts.clock().instant(), grace);
    room.hostStates()
        .forEach(state -> parts.board().link(state.profile().host(), state.linkState()));
    recovered.lastHeard().forEach(parts.board()::heard);
    return room;
  }
}
