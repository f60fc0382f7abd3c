package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.common.model.CustomerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a desk's news would have the engine do, and who did it, in the order it comes. */
final class Heard implements CommandGate {
  private static final int PATIENCE = 60;

  private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

  /** Going on is refused: what is refused must not come again either. */
  @Override
  public CompletionStage<Answer> submit(
      Optional<CustomerId> customer, IncidentId incident, Command command, String by) {
    String text = command instanceof Command.Comment comment ? " " + comment.text() : "";
    commands.add(command.getClass().getSimpleName() + text + " by " + by);
    return CompletableFuture.completedFuture(
        command instanceof Command.Resume
            ? new Answer.Refused(Reason.ILLEGAL_IN_STATE, "no")
            : new Answer.Done());
  }

  /** So many, sorted: what comes in together has no order. */
  List<String> next(int wanted) throws InterruptedException {
    List<String> all = new ArrayList<>();
    while (all.size() < wanted) {
      all.add(
          Optional.ofNullable(commands.poll(PATIENCE, TimeUnit.SECONDS))
              .orElse("nothing was heard"));
    }
    return all.stream().sorted().toList();
  }

  /** As {@link #next}, while a minute passes at the bench now and then: desks are asked by it. */
  List<String> next(DeliveryBench bench, int wanted) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (int tries = 0; tries < PATIENCE && all.size() < wanted; tries++) {
      bench.advance(Duration.ofMinutes(1));
      Optional.ofNullable(commands.poll(1, TimeUnit.SECONDS)).ifPresent(all::add);
    }
    return all.stream().sorted().toList();
  }

  /** What comes within the next seconds; empty: nothing. */
  Optional<String> within(int seconds) throws InterruptedException {
    return Optional.ofNullable(commands.poll(seconds, TimeUnit.SECONDS));
  }

  /** What was not asked for yet. */
  List<String> left() {
    return List.copyOf(commands);
  }
}
