package dev.forebell.collector.app;

import dev.forebell.collector.ingest.AgentEndpoint;
import dev.forebell.common.model.HostId;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.util.Optional;

/** The agents' endpoint for those who are made before it is opened. */
final class AgentDoor {
  private static final Frame.Reject WITHDRAWN =
      new Frame.Reject(
          Frame.RejectCode.UNKNOWN_KEY,
          "this agent's identity was withdrawn or changed on the collector",
          Optional.of(Duration.ofSeconds(60)));

  private static final Frame.Reject OTHER_TERMS =
      new Frame.Reject(
          Frame.RejectCode.RESTARTING,
          "the collector asks for other intervals now",
          Optional.of(Duration.ofMillis(100)));

  private volatile Optional<AgentEndpoint> endpoint = Optional.empty();

  void opened(AgentEndpoint opened) {
    endpoint = Optional.of(opened);
  }

  boolean isLive(HostId host) {
    return endpoint.map(open -> open.isLive(host)).orElse(false);
  }

  /** Ends the session of a host whose identity was withdrawn; it is told so. */
  void cut(HostId host) {
    endpoint.ifPresent(open -> open.turnAway(host, WITHDRAWN));
  }

  /** Lets the agent of a host come again at once, for it is welcomed to other terms now. */
  void recall(HostId host) {
    endpoint.ifPresent(open -> open.turnAway(host, OTHER_TERMS));
  }

  /** Ends a session that stands on another credential. */
  void cutOthers(HostId host, String credential) {
    endpoint
        .flatMap(open -> open.credential(host))
        .filter(standing -> !standing.equals(credential))
        .ifPresent(_ -> cut(host));
  }
}
