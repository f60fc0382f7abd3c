package dev.forebell.collector.app;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.json.SuppressionCodec;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.collector.port.SuppressionDesk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Windows and silences of a running collector. Any thread. */
final class LiveSuppressions implements SuppressionDesk {
  private final EngineQueue engine;
  private final CustomerBook customers;
  private final Supplier<List<SuppressionChange>> log;

  LiveSuppressions(
      EngineQueue engine, CustomerBook customers, Supplier<List<SuppressionChange>> log) {
    this.engine = engine;
    this.customers = customers;
    this.log = log;
  }

  @Override
  public List<Listed> list() {
    List<Listed> all = new ArrayList<>();
    for (CustomerConfig customer : customers.customers()) {
      customer
          .suppressions()
          .windows()
          .forEach(one -> all.add(new Listed(customer.id(), new Entry.Window(one), List.of())));
      customer
          .suppressions()
          .silences()
          .forEach(one -> all.add(new Listed(customer.id(), new Entry.Quiet(one), List.of())));
    }
    all.addAll(given(log.get()));
    return all;
  }

  private static List<Listed> given(List<SuppressionChange> changes) {
    Map<String, Listed> newest = new LinkedHashMap<>();
    for (SuppressionChange change : changes) {
      Listed before = newest.get(change.id());
      List<Word> words = new ArrayList<>(before == null ? List.of() : before.words());
      words.add(new Word(change.at(), change.by(), change.action()));
      newest.put(
          change.id(),
          new Listed(change.customer(), SuppressionCodec.read(change.payload()), words));
    }
    return List.copyOf(newest.values());
  }

  @Override
  public CompletionStage<Answer> submit(Order order) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    if (!engine.tryOffer(new EngineInput.Suppressed(order, answer))) {
      answer.completeExceptionally(
          new RejectedExecutionException("the collector is busy; try again in a moment"));
    }
    return answer;
  }
}
