package dev.forebell.collector.app;

import dev.forebell.collector.ingest.AgentConnection;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.Lane;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.util.Optional;

/** A session that takes no notice of what it is told. */
public class DeafConnection implements AgentConnection {
  private final AgentIdentity identity;

  /** The session of an agent. */
  public DeafConnection(AgentIdentity identity) {
    this.identity = identity;
  }

  @Override
  public AgentIdentity identity() {
    return identity;
  }

  @Override
  public void ack(Lane lane, long epoch, long sequence) {}

  @Override
  public void ask(Frame.Witness question) {}

  @Override
  public String remoteAddress() {
    return "";
  }

  @Override
  public void reject(Frame.RejectCode code, String text, Optional<Duration> retryAfter) {}
}
