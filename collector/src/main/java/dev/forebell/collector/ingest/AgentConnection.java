package dev.forebell.collector.ingest;

import dev.forebell.common.model.Lane;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.util.Optional;

/** A live session as the sink sees it. Safe for any thread; after its end every call is ignored. */
public interface AgentConnection {
  AgentIdentity identity();

  /** Everything of this lane and epoch up to {@code sequence} is committed. Cumulative. */
  void ack(Lane lane, long epoch, long sequence);

  /** Puts the witness question; the answer comes to {@link AgentSink#witness}, or never. */
  void ask(Frame.Witness question);

  /** Where the connection comes from, an address in figures; of a proxy, if there is one. */
  String remoteAddress();

  /** Refuses the agent and ends the session; {@link AgentSink#closed} follows with {@code byUs}. */
  void reject(Frame.RejectCode code, String text, Optional<Duration> retryAfter);
}
