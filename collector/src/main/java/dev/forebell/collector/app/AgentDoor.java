package dev.forebell.collector.app;

import dev.forebell.collector.ingest.AgentEndpoint;
import dev.forebell.common.model.HostId;
import java.util.Optional;

/** The agents' endpoint for those who are made before it is opened. */
final class AgentDoor {
  private volatile Optional<AgentEndpoint> endpoint = Optional.empty();

  void opened(AgentEndpoint opened) {
    endpoint = Optional.of(opened);
  }

  boolean isLive(HostId host) {
    return endpoint.map(open -> open.isLive(host)).orElse(false);
  }

  void cut(HostId host) {
    endpoint.ifPresent(open -> open.cut(host));
  }

  /** Ends a session that stands on another credential. */
  void cutOthers(HostId host, String credential) {
    endpoint.ifPresent(open -> open.cutOthers(host, credential));
  }
}
