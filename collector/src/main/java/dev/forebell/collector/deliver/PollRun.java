package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.port.TicketDesk.Each;
import dev.forebell.collector.port.TicketDesk.Poll;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One question to a desk, the questions about each item of its answer, and what is news of it. */
final class PollRun {
  private final DeskClient desk;
  private final Poll poll;
  private final NewsSink news;
  private final Executor thread;
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** What came of it. */
  sealed interface Outcome {
    /**
     * All was taken.
     *
     * @param until the answer is complete up to here and more is left; empty: it was all
     */
    record Taken(Optional<Instant> until) implements Outcome {}

    /** The desk did not answer as it should: to be asked again. */
    record Missed(String reason) implements Outcome {}
  }

  /**
   * @param thread runs everything but the waiting
   */
  PollRun(DeskClient desk, Poll poll, NewsSink news, Executor thread, Instant since, Instant now) {
    this.desk = desk;
    this.poll = poll;
    this.news = news;
    this.thread = thread;
    values.put("vars", desk.requests().endpoint().desk().vars());
    values.put("since", since.truncatedTo(ChronoUnit.SECONDS).toString());
    values.put("now", now.toString());
  }

  /** Whether the adapter wants this desk asked at all. */
  boolean isWanted() {
    return poll.when().map(when -> desk.requests().mapping().holds(when, values)).orElse(true);
  }

  /** Asks; what fails by an exception is a mapping or the ledger. */
  CompletionStage<Outcome> run() {
    return get(poll.path()).thenComposeAsync(this::listed, thread);
  }

  private CompletionStage<DeliveryResult> get(String path) {
    return desk.send(desk.requests().asking("GET", path, values));
  }

  private CompletionStage<Outcome> listed(DeliveryResult result) {
    if (!(result instanceof Accepted accepted)) {
      return done(new Outcome.Missed(((Failed) result).reason()));
    }
    values.put("body", TicketInput.json(accepted.answer()));
    Outcome whole = new Outcome.Taken(poll.until().flatMap(this::time));
    return poll.each()
        .map(each -> items(each, items(each), whole))
        .orElseGet(
            () -> {
              take();
              return done(whole);
            });
  }

  private Optional<Instant> time(String expression) {
    try {
      return value(expression).map(found -> Instant.parse(Tree.of(found).text()));
    } catch (DateTimeParseException noTime) {
      throw new Mapping.MappingFailure("until: " + Failures.text(noTime));
    }
  }

  private Optional<Object> value(String expression) {
    return desk.requests().mapping().of(expression, values, Map.of());
  }

  private List<?> items(Each each) {
    Object found = value(each.items()).orElse(List.of());
    List<?> items = found instanceof List<?> list ? list : List.of(found);
    return items.subList(0, Math.min(NewsSink.MOST_ITEMS, items.size()));
  }

  private CompletionStage<Outcome> items(Each each, List<?> items, Outcome whole) {
    if (items.isEmpty()) {
      return done(whole);
    }
    Map<String, Object> got = new LinkedHashMap<>();
    values.put("item", items.getFirst());
    values.put("got", got);
    return details(List.copyOf(each.get().entrySet()), got)
        .thenComposeAsync(
            missed ->
                missed.isPresent()
                    ? done(missed.get())
                    : items(each, items.subList(1, items.size()), whole),
            thread);
  }

  // An item that the desk refuses is left out: one that our user may not see would stop all others.
  private CompletionStage<Optional<Outcome>> details(
      List<Map.Entry<String, String>> paths, Map<String, Object> got) {
    if (paths.isEmpty()) {
      take();
      return done(Optional.empty());
    }
    return get(paths.getFirst().getValue())
        .thenComposeAsync(
            result ->
                switch (result) {
                  case Accepted accepted -> {
                    got.put(paths.getFirst().getKey(), TicketInput.json(accepted.answer()));
                    yield details(paths.subList(1, paths.size()), got);
                  }
                  case Rejected _ -> done(Optional.empty());
                  case Failed failed -> done(Optional.of(new Outcome.Missed(failed.reason())));
                },
            thread);
  }

  private void take() {
    news.take(desk.requests().endpoint(), desk.requests().mapping(), poll.news(), values);
  }

  private static <T> CompletionStage<T> done(T outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
