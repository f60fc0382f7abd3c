package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ingest.AgentConnection;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ingest.AgentSink;
import dev.forebell.collector.ingest.SessionTerms;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What agents say becomes the engine's input, in the order of the wire. Called by the ingest lanes;
 * may block there.
 */
final class LiveAgents implements AgentSink {
  private final EngineQueue engine;
  private final LiveTerms terms;

  LiveAgents(EngineQueue engine, LiveTerms terms) {
    this.engine = engine;
    this.terms = terms;
  }

  @Override
  public SessionTerms terms(AgentIdentity agent, Frame.Hello hello) {
    return terms.of(agent, hello);
  }

  @Override
  public void connected(
      AgentIdentity agent, Frame.Hello hello, Instant receivedAt, AgentConnection connection) {
    engine.offer(
        new EngineInput.Hello(
            agent.host(),
            new HostInput.Connected(receivedAt, hello.bootId(), hello.facts().osType()),
            hello.facts(),
            connection));
  }

  @Override
  public void batch(
      AgentIdentity agent, SampleBatch batch, Instant receivedAt, AgentConnection connection) {
    engine.offer(new EngineInput.Batch(agent.host(), receivedAt, batch, connection));
  }

  @Override
  public void heartbeat(AgentIdentity agent, Duration clockOffset, Instant receivedAt) {
    engine.offer(
        new EngineInput.Link(
            agent.host(), new HostInput.Heartbeat(receivedAt, Optional.of(clockOffset))));
  }

  @Override
  public void gap(
      AgentIdentity agent, Frame.Gap gap, Instant receivedAt, AgentConnection connection) {
    engine.offer(
        new EngineInput.Missing(agent.host(), gap.lane(), gap.epoch(), gap.to(), connection));
  }

  @Override
  public void bye(
      AgentIdentity agent,
      ByeReason reason,
      Optional<Duration> expectedReturn,
      Instant receivedAt) {
    engine.offer(
        new EngineInput.Link(agent.host(), new HostInput.Bye(receivedAt, reason, expectedReturn)));
  }

  /**
   * A close that the collector itself made says nothing about the host: from then on it is silent.
   */
  @Override
  public void closed(AgentIdentity agent, boolean byUs, String detail, Instant at) {
    if (agent.enrolled().filter(AgentIdentity.Enrolled::seat).isPresent()) {
      // A desktop of a pool that is reset goes without a word: that is its daily business.
      engine.offer(
          new EngineInput.Link(
              agent.host(), new HostInput.Bye(at, ByeReason.LOGOFF, Optional.empty())));
      return;
    }
    HostInput input = byUs ? new HostInput.Silenced(at) : new HostInput.Closed(at, detail);
    engine.offer(new EngineInput.Link(agent.host(), input));
  }
}
