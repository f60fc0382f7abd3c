package dev.forebell.collector.ingest;

import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what it is told, acks each batch at once, and can be told to hold a host's lane. */
final class RecordingSink implements AgentSink {
  /** One call. */
  sealed interface Call {
    AgentIdentity agent();

    record Connected(AgentIdentity agent, Frame.Hello hello, AgentConnection connection)
        implements Call {}

    record Batch(AgentIdentity agent, SampleBatch batch, Instant receivedAt) implements Call {}

    record Heartbeat(AgentIdentity agent) implements Call {}

    record Gap(AgentIdentity agent, Frame.Gap gap) implements Call {}

    record Bye(AgentIdentity agent, ByeReason reason, Optional<Duration> expectedReturn)
        implements Call {}

    record Closed(AgentIdentity agent, boolean byUs, String detail) implements Call {}
  }

  static final Duration HEARTBEAT = Duration.ofMillis(200);

  private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  volatile List<Frame.ReplayFrom> replayFrom = List.of();
  volatile Optional<CountDownLatch> hold = Optional.empty();
  volatile Optional<RuntimeException> fault = Optional.empty();

  Call next() throws InterruptedException {
    Call call = calls.poll(10, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("the sink heard nothing for 10 s");
    }
    return call;
  }

  /** The next call of this kind; others before it are skipped. */
  <T extends Call> T next(Class<T> type) throws InterruptedException {
    Call call = next();
    while (!type.isInstance(call)) {
      call = next();
    }
    return type.cast(call);
  }

  boolean quiet() {
    return calls.isEmpty();
  }

  @Override
  public SessionTerms terms(AgentIdentity agent, Frame.Hello hello) {
    return new SessionTerms(
        replayFrom, HEARTBEAT, Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ZERO);
  }

  @Override
  public void connected(
      AgentIdentity agent, Frame.Hello hello, Instant receivedAt, AgentConnection connection) {
    calls.add(new Call.Connected(agent, hello, connection));
  }

  @Override
  public void batch(
      AgentIdentity agent, SampleBatch batch, Instant receivedAt, AgentConnection connection) {
    fault.ifPresent(
        e -> {
          throw e;
        });
    hold.ifPresent(
        latch -> {
          try {
            latch.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    calls.add(new Call.Batch(agent, batch, receivedAt));
    connection.ack(batch.lane(), batch.epoch(), batch.sequence());
  }

  @Override
  public void heartbeat(AgentIdentity agent, Duration clockOffset, Instant receivedAt) {
    calls.add(new Call.Heartbeat(agent));
  }

  @Override
  public void gap(
      AgentIdentity agent, Frame.Gap gap, Instant receivedAt, AgentConnection connection) {
    calls.add(new Call.Gap(agent, gap));
  }

  @Override
  public void bye(
      AgentIdentity agent,
      ByeReason reason,
      Optional<Duration> expectedReturn,
      Instant receivedAt) {
    calls.add(new Call.Bye(agent, reason, expectedReturn));
  }

  @Override
  public void closed(AgentIdentity agent, boolean byUs, String detail, Instant at) {
    calls.add(new Call.Closed(agent, byUs, detail));
  }
}
