package dev.forebell.collector.app;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.common.model.CustomerId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** Commands queue behind what the engine has to do; the answer comes after the commit. */
final class LiveCommands implements CommandGate {
  private final EngineQueue engine;

  LiveCommands(EngineQueue engine) {
    this.engine = engine;
  }

  @Override
  public CompletionStage<Answer> submit(
      Optional<CustomerId> customer, IncidentId incident, Command command, String by) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    if (!engine.tryOffer(new EngineInput.Ordered(customer, incident, command, by, answer))) {
      answer.completeExceptionally(
          new RejectedExecutionException("the collector is busy; try again in a moment"));
    }
    return answer;
  }
}
