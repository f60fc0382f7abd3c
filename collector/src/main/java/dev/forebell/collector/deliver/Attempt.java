package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One attempt at a message: the search for a ticket that may exist already, the request, and what
 * its answer says. Runs on the delivery thread except while it waits for the network.
 */
final class Attempt {
  private static final Logger LOG = System.getLogger(Attempt.class.getName());

  private final WebhookTransport sender;
  private final InstantSource clock;
  private final Executor delivery;
  private final TicketRequests requests;
  private final Shipment shipment;

  Attempt(WebhookTransport sender, InstantSource clock, Executor delivery, Shipment shipment) {
    this.sender = sender;
    this.clock = clock;
    this.delivery = delivery;
    this.requests = new TicketRequests(shipment.endpoint());
    this.shipment = shipment;
  }

  /** The stage completes normally and on the delivery thread. */
  CompletionStage<Conclusion> run() {
    return CompletableFuture.completedFuture(shipment)
        .thenCompose(this::begin)
        .handleAsync(
            (conclusion, failure) -> failure == null ? conclusion : Conclusion.of(broken(failure)),
            delivery);
  }

  private CompletionStage<Conclusion> begin(Shipment ready) {
    Kind kind = ready.kind();
    Optional<Call> call = Optional.ofNullable(ready.endpoint().calls().get(kind));
    if (call.isEmpty()) {
      return CompletableFuture.completedFuture(Conclusion.nothingToDo());
    }
    return kind == Kind.CREATE ? create(call.get(), ready) : change(kind, call.get(), ready);
  }

  // One incident never makes two tickets: a create that may have arrived is looked for first.
  private CompletionStage<Conclusion> create(Call call, Shipment ready) {
    if (ready.ticket().isPresent()) {
      return CompletableFuture.completedFuture(Conclusion.ticket(ready.ticket().get()));
    }
    return ready.repeated()
        ? searched(
            () -> send(call, ready),
            found -> CompletableFuture.completedFuture(Conclusion.ticket(found)))
        : send(call, ready);
  }

  private CompletionStage<Conclusion> change(Kind kind, Call call, Shipment ready) {
    if (ready.ticket().isPresent() || !call.path().contains(TicketRequests.REFERENCE)) {
      return send(call, ready);
    }
    if (kind == Kind.CLOSE && ready.pending().first()) {
      return CompletableFuture.completedFuture(Conclusion.nothingToDo());
    }
    return searched(
        () ->
            CompletableFuture.completedFuture(
                Conclusion.of(
                    new Rejected("no_reference", "the desk never named its ticket in an answer"))),
        found -> send(call, ready.with(found)));
  }

  private CompletionStage<Conclusion> searched(
      Supplier<CompletionStage<Conclusion>> otherwise,
      Function<TicketReference, CompletionStage<Conclusion>> then) {
    Optional<Search> search = shipment.endpoint().search();
    if (search.isEmpty()) {
      return otherwise.get();
    }
    return sender
        .send(requests.search(search.get(), shipment.pending().message()))
        .thenComposeAsync(
            result ->
                switch (result) {
                  case Failed failed -> CompletableFuture.completedFuture(Conclusion.of(failed));
                  case Accepted accepted ->
                      new TicketAnswer(search.get().reference(), search.get().link())
                          .read(accepted.answer())
                          .map(then)
                          .orElseGet(otherwise);
                },
            delivery);
  }

  private CompletionStage<Conclusion> send(Call call, Shipment ready) {
    WebhookRequest request =
        requests.change(call, ready.pending().message(), ready.ticket(), clock.instant());
    return sender
        .send(request)
        .thenComposeAsync(
            result ->
                result instanceof Accepted accepted
                    ? accepted(call, ready, accepted)
                    : CompletableFuture.completedFuture(Conclusion.of(result)),
            delivery);
  }

  // The desk has taken it: whatever its answer looks like, the request is not made again.
  private CompletionStage<Conclusion> accepted(Call call, Shipment ready, Accepted accepted) {
    Optional<TicketReference> named =
        call.reference().flatMap(expression -> read(expression, call.link(), accepted));
    Optional<TicketReference> ticket = named.isPresent() ? named : ready.ticket();
    boolean news = !ticket.equals(shipment.ticket());
    return CompletableFuture.completedFuture(
        new Conclusion(accepted, news ? ticket : Optional.empty()));
  }

  private Optional<TicketReference> read(
      String reference, Optional<String> link, Accepted accepted) {
    try {
      return new TicketAnswer(reference, link).read(accepted.answer());
    } catch (Mapping.MappingFailure e) {
      LOG.log(
          Level.WARNING,
          "{0}: the answer to {1} names no ticket: {2}",
          shipment.endpoint().id(),
          shipment.pending().message().webhookId(),
          e.getMessage());
      return Optional.empty();
    }
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
