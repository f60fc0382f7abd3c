package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ingest.AgentConnection;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.SuppressionDesk;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What waits for the engine's thread. */
sealed interface EngineInput {
  /** It was not carried out: tells whoever waits for its answer. */
  default void failed(RuntimeException failure) {}

  /** Something about a host's link. */
  record Link(HostId host, HostInput input) implements EngineInput {}

  /** An agent said hello. */
  record Hello(HostId host, HostInput.Connected input, HostFacts facts, AgentConnection connection)
      implements EngineInput {}

  /** Samples, and whom to acknowledge them to. */
  record Batch(HostId host, Instant receivedAt, SampleBatch batch, AgentConnection connection)
      implements EngineInput {}

  /** Samples of a host without our agent; whoever brought them waits for the commit. */
  record Arrived(
      HostId host, Instant receivedAt, SampleBatch batch, CompletableFuture<Boolean> done)
      implements EngineInput {
    @Override
    public void failed(RuntimeException failure) {
      done.completeExceptionally(failure);
    }
  }

  /** What another system says of a host; whoever brought it waits for the commit. */
  record Reported(
      HostId host, Instant receivedAt, List<Sample> samples, CompletableFuture<Boolean> done)
      implements EngineInput {
    @Override
    public void failed(RuntimeException failure) {
      done.completeExceptionally(failure);
    }
  }

  /** Batches that will never come. */
  record Missing(HostId host, Lane lane, long epoch, long to, AgentConnection connection)
      implements EngineInput {}

  /** A person's or system's command. */
  record Ordered(
      Optional<CustomerId> customer,
      IncidentId incident,
      Command command,
      String by,
      CompletableFuture<CommandGate.Answer> answer)
      implements EngineInput {
    @Override
    public void failed(RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }

  /** A window or silence that somebody gives or ends. */
  record Suppressed(SuppressionDesk.Order order, CompletableFuture<SuppressionDesk.Answer> answer)
      implements EngineInput {
    @Override
    public void failed(RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }

  /** A configuration that was read and found good. */
  record Reconfigured(Configuration configuration, CompletableFuture<Configuration> done)
      implements EngineInput {
    @Override
    public void failed(RuntimeException failure) {
      done.completeExceptionally(failure);
    }
  }

  /** Everything that the host had sent when this was asked for has been taken in by now. */
  record AllHeard(HostId host, Instant askedAt) implements EngineInput {}

  /** The collector is going away: commit and end. */
  record Stop() implements EngineInput {}
}
