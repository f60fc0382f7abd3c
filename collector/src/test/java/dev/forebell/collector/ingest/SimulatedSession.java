package dev.forebell.collector.ingest;

import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A session without socket and bytes: the order of calls of {@link AgentSession}, with its own
 * judgement of sequences and clocks.
 */
public final class SimulatedSession implements AgentConnection {
  private final AgentIdentity identity;
  private final AgentSink sink;
  private final Consumer<Frame> toAgent;
  private final Consumer<String> ended;
  private final SequenceTrack sequences = new SequenceTrack();
  private final ClockOffset clock = new ClockOffset();
  private boolean over;

  /**
   * A conversation that has not begun.
   *
   * @param ended told once when the collector ends it
   */
  public SimulatedSession(
      AgentIdentity identity, AgentSink sink, Consumer<Frame> toAgent, Consumer<String> ended) {
    this.identity = identity;
    this.sink = sink;
    this.toAgent = toAgent;
    this.ended = ended;
  }

  /** The agent's first message; what it was welcomed with. */
  public SessionTerms hello(Frame.Hello hello, Instant receivedAt) {
    clock.observe(hello.agentTime(), receivedAt);
    SessionTerms terms = sink.terms(identity, hello);
    sequences.expect(terms.replayFrom());
    sink.connected(identity, hello, receivedAt, this);
    return terms;
  }

  /** A batch; the problem if it jumps ahead. */
  public Optional<WireProblem> batch(SampleBatch batch, Instant receivedAt) {
    Frame.Samples frame =
        new Frame.Samples(
            batch.lane(), batch.epoch(), batch.sequence(), batch.sampledAt(), List.of(), List.of());
    Optional<WireProblem> hole = sequences.samples(frame);
    if (hole.isEmpty() && !over) {
      Instant sampledAt = clock.correct(batch.sampledAt(), receivedAt);
      sink.batch(
          identity,
          new SampleBatch(
              batch.lane(), batch.epoch(), batch.sequence(), sampledAt, batch.samples()),
          receivedAt,
          this);
    }
    return hole;
  }

  /** Batches that will never come. */
  public Optional<WireProblem> gap(Frame.Gap gap, Instant receivedAt) {
    Optional<WireProblem> hole = sequences.gap(gap);
    if (hole.isEmpty() && !over) {
      sink.gap(identity, gap, receivedAt, this);
    }
    return hole;
  }

  /** A sign of life. */
  public void heartbeat(Instant wall, Duration monotonic, Instant receivedAt) {
    if (!over) {
      clock.observe(wall, monotonic, receivedAt);
      sink.heartbeat(identity, clock.offset(), receivedAt);
    }
  }

  /** A clean goodbye. */
  public void bye(ByeReason reason, Optional<Duration> expectedReturn, Instant receivedAt) {
    if (!over) {
      sink.bye(identity, reason, expectedReturn, receivedAt);
    }
  }

  /** The session is over. */
  public void closed(boolean byUs, String detail, Instant at) {
    if (!over) {
      over = true;
      sink.closed(identity, byUs, detail, at);
    }
  }

  @Override
  public AgentIdentity identity() {
    return identity;
  }

  @Override
  public void ack(Lane lane, long epoch, long sequence) {
    if (!over) {
      toAgent.accept(new Frame.Ack(lane, epoch, sequence));
    }
  }

  @Override
  public void ask(Frame.Witness question) {
    if (!over) {
      toAgent.accept(question);
    }
  }

  @Override
  public String remoteAddress() {
    return "";
  }

  @Override
  public void reject(Frame.RejectCode code, String text, Optional<Duration> retryAfter) {
    if (!over) {
      toAgent.accept(new Frame.Reject(code, text, retryAfter));
      ended.accept(text);
    }
  }
}
