package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.common.model.CustomerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Commands of one life of the collector: whoever waits when it ends gets no answer. */
final class Commands {
  private final List<CompletableFuture<CommandGate.Answer>> open = new ArrayList<>();
  private final Runnable wake;
  private boolean over;

  Commands(Runnable wake) {
    this.wake = wake;
  }

  CommandGate before(CommandGate gate) {
    return (Optional<CustomerId> customer, IncidentId incident, Command command, String by) ->
        submitted(gate.submit(customer, incident, command, by));
  }

  private CompletionStage<CommandGate.Answer> submitted(CompletionStage<CommandGate.Answer> stage) {
    CompletableFuture<CommandGate.Answer> answer = stage.toCompletableFuture();
    open.removeIf(CompletableFuture::isDone);
    open.add(answer);
    wake.run();
    return answer;
  }

  void abandon() {
    if (!over) {
      over = true;
      open.forEach(
          answer -> answer.completeExceptionally(new IllegalStateException("the collector died")));
    }
  }
}
