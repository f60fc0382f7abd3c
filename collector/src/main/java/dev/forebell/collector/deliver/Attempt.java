package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One attempt at a message: the search for a ticket that may exist already, the requests, and what
 * their answers say. Runs on the delivery thread except while it waits for the network.
 */
final class Attempt {
  private final Executor delivery;
  private final Shipment shipment;
  private final WebhookEndpoint endpoint;
  private final Steps steps;

  private Attempt(Steps steps, Executor delivery, Shipment shipment) {
    this.steps = steps;
    this.delivery = delivery;
    this.shipment = shipment;
    this.endpoint = shipment.endpoint();
  }

  /** The stage completes normally and on the delivery thread, whatever {@code steps} throws. */
  static CompletionStage<Conclusion> run(
      Supplier<Steps> steps, Executor delivery, Shipment shipment) {
    return CompletableFuture.completedFuture(shipment)
        .thenApply(ready -> new Attempt(steps.get(), delivery, ready))
        .thenCompose(Attempt::guarded)
        .handleAsync(
            (conclusion, failure) -> failure == null ? conclusion : Conclusion.of(broken(failure)),
            delivery);
  }

  // What breaks on the way undoes nothing of what the desk took and said before.
  private CompletionStage<Conclusion> guarded() {
    return CompletableFuture.completedFuture(this)
        .thenCompose(Attempt::begin)
        .handle(
            (conclusion, failure) -> failure == null ? conclusion : steps.soFar(broken(failure)));
  }

  private CompletionStage<Conclusion> begin() {
    return shipment
        .kind()
        .map(kind -> kind == Kind.CREATE ? create() : change(kind))
        .orElseGet(() -> done(Conclusion.nothingToDo()));
  }

  // One incident never makes two tickets: a create that may have arrived is looked for first.
  private CompletionStage<Conclusion> create() {
    Optional<TicketReference> known = shipment.ticket();
    if (known.isPresent()) {
      return finish(known.get(), false);
    }
    return shipment.repeated()
        ? searched(endpoint.search(), this::again, found -> finish(found.ticket(), true))
        : open();
  }

  // The desk has no ticket. It may be about to make one: what we sent may be slower than we are.
  private CompletionStage<Conclusion> again() {
    if (shipment.pending().isTaken()) {
      return done(Conclusion.of(notShown()));
    }
    return steps.mayStillCome().map(until -> done(Conclusion.later(until))).orElseGet(this::open);
  }

  private DeliveryResult notShown() {
    return new Retry(
        DeliveryResult.NOT_SHOWN,
        "the desk took it, and its search finds no ticket ("
            + endpoint.search().map(Search::path).orElse("")
            + "); it is made again only if a person replays its dead letter",
        Optional.empty());
  }

  // What makes the ticket is behind us, what may come after it may not be.
  private CompletionStage<Conclusion> finish(TicketReference ticket, boolean news) {
    steps.ticket(ticket, news);
    return steps.run(Making.of(endpoint.steps(Kind.CREATE)).afterwards());
  }

  private CompletionStage<Conclusion> open() {
    return searched(
        endpoint.desk().open(), () -> steps.run(endpoint.steps(Kind.CREATE)), this::join);
  }

  // The desk was told before we were: its case is ours too, and hears all we know.
  private CompletionStage<Conclusion> join(TicketAnswer.Found found) {
    steps.joined(found);
    return steps.run(endpoint.serves(Kind.COMMENT).map(endpoint::steps).orElse(List.of()));
  }

  private CompletionStage<Conclusion> change(Kind kind) {
    List<Call> calls = endpoint.steps(kind);
    if (shipment.ticket().isPresent() || !needsTicket(calls)) {
      return steps.run(calls);
    }
    if ((kind == Kind.CLOSE || kind == Kind.RESOLVE) && shipment.pending().first()) {
      return done(Conclusion.nothingToDo());
    }
    return searched(
        endpoint.search(),
        () ->
            done(
                Conclusion.of(
                    new Rejected("no_reference", "the desk never named its ticket in an answer"))),
        found -> {
          steps.ticket(found.ticket(), true);
          return steps.run(calls);
        });
  }

  private static boolean needsTicket(List<Call> calls) {
    return calls.stream()
        .anyMatch(call -> (call.path() + call.body().orElse("")).contains("reference"));
  }

  private CompletionStage<Conclusion> searched(
      Optional<Search> search,
      Supplier<CompletionStage<Conclusion>> otherwise,
      Function<TicketAnswer.Found, CompletionStage<Conclusion>> then) {
    return search
        .map(
            question ->
                steps
                    .ask(question)
                    .thenComposeAsync(
                        answer ->
                            switch (answer) {
                              case Steps.Answer.None _ -> otherwise.get();
                              case Steps.Answer.Here(var found) -> then.apply(found);
                              case Steps.Answer.Unknown(Failed failed) ->
                                  done(Conclusion.of(failed));
                            },
                        delivery))
        .orElseGet(otherwise);
  }

  private static CompletionStage<Conclusion> done(Conclusion conclusion) {
    return CompletableFuture.completedFuture(conclusion);
  }

  private static DeliveryResult broken(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException
            ? Optional.ofNullable(failure.getCause()).orElse(failure)
            : failure;
    return switch (cause) {
      case Mapping.MappingFailure mapping -> new Rejected("mapping", Failures.text(mapping));
      case IllegalArgumentException malformed ->
          new Rejected("bad_request", Failures.text(malformed));
      default -> new Retry("internal", Failures.text(cause), Optional.empty());
    };
  }
}
