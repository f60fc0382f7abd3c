package dev.forebell.collector.ingest;

import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * At most one session per host. A second one takes over only when the first has fallen silent: of
 * two living agents with one key the first keeps its place, so that they do not throw each other
 * out in turns. Claim and release of one host come from its lane; anyone may look.
 */
final class LiveSessions {
  private final ConcurrentHashMap<HostId, AgentSession> live = new ConcurrentHashMap<>();

  /** Empty: {@code session} is now the host's. Else after how long it may try again. */
  Optional<Duration> claim(HostId host, AgentSession session) {
    AgentSession holder = live.get(host);
    if (holder != null && !holder.quiet().silent()) {
      return Optional.of(holder.quiet().silentAfter());
    }
    if (holder != null) {
      holder.end(CloseCode.REPLACED, "a newer session of this host took over");
    }
    live.put(host, session);
    return Optional.empty();
  }

  void release(HostId host, AgentSession session) {
    live.remove(host, session);
  }

  Optional<AgentSession> of(HostId host) {
    return Optional.ofNullable(live.get(host));
  }
}
