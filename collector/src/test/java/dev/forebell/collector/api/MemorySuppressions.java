package dev.forebell.collector.api;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.port.SuppressionDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps orders; refuses every end. */
public final class MemorySuppressions implements SuppressionDesk {
  private final List<Order> orders = new ArrayList<>();
  private List<Listed> listed = List.of();

  @Override
  public List<Listed> list() {
    return listed;
  }

  void lists(List<Listed> all) {
    listed = all;
  }

  List<Order> orders() {
    return orders;
  }

  @Override
  public CompletionStage<Answer> submit(Order order) {
    orders.add(order);
    return CompletableFuture.completedStage(
        order instanceof Order.End
            ? new Answer.Refused(Reason.BAD_COMMAND, "nothing of that name was given")
            : new Answer.Done("S-1"));
  }
}
