package dev.forebell.collector.ingest;

import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where all that agents say goes. For one host the calls come one after the other, in the order of
 * the wire, always on the same ingest thread; different hosts may come on different threads. A call
 * may block for a while: that host's lane then reads no further, which is the back-pressure.
 *
 * <p>{@code connected} comes first and {@code closed} last, each once per session; the sessions of
 * one host never overlap.
 */
public interface AgentSink {
  /**
   * What to answer to a Hello: where to replay from, how often to be heard. Must not block long.
   */
  SessionTerms terms(AgentIdentity agent, Frame.Hello hello);

  /** A session stands; its Welcome follows at once. */
  void connected(
      AgentIdentity agent, Frame.Hello hello, Instant receivedAt, AgentConnection connection);

  /**
   * A batch. May repeat what is at or below the host's mark: then it has no effect and is acked
   * again.
   *
   * @param batch its {@code sampledAt} is corrected to the collector's clock and not after {@code
   *     receivedAt}
   * @param connection whom to ack after the commit
   */
  void batch(
      AgentIdentity agent, SampleBatch batch, Instant receivedAt, AgentConnection connection);

  /**
   * A sign of life without samples.
   *
   * @param clockOffset what to add to the agent's times
   */
  void heartbeat(AgentIdentity agent, Duration clockOffset, Instant receivedAt);

  /** Batches that will never come; the mark may move to {@code gap.to()}, with an ack. */
  void gap(AgentIdentity agent, Frame.Gap gap, Instant receivedAt, AgentConnection connection);

  /** What an agent answers to a witness question; nothing unless somebody asks. */
  default void witness(AgentIdentity agent, Frame.WitnessAnswer answer, Instant receivedAt) {}

  /** A clean goodbye; {@code closed} follows. */
  void bye(
      AgentIdentity agent, ByeReason reason, Optional<Duration> expectedReturn, Instant receivedAt);

  /**
   * The session is over.
   *
   * @param byUs the collector ended it (silence, bad frame, a newer session), which says nothing
   *     about the host; false: the host's kernel closed it, FIN or RST
   */
  void closed(AgentIdentity agent, boolean byUs, String detail, Instant at);
}
