package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The requests of one attempt, one after the other, and what is known of the ticket meanwhile.
 * Confined to the delivery thread.
 */
final class Steps {
  private static final Logger LOG = System.getLogger(Steps.class.getName());

  private final DeskClient desk;
  private final Executor delivery;
  private final InstantSource clock;
  private final Shipment shipment;
  private final TicketInput input;
  private final Departures.Gate gate;
  private final TicketRequests requests;
  private final Making making;
  private Optional<TicketReference> ticket;
  private Optional<TicketAnswer.Found> news = Optional.empty();
  private boolean ordered;
  private boolean underWay;

  /** The desk's word on whether it has something. */
  sealed interface Answer {
    record Here(TicketAnswer.Found found) implements Answer {}

    record None() implements Answer {}

    record Unknown(Failed failed) implements Answer {}
  }

  Steps(
      DeskClient desk,
      Executor delivery,
      InstantSource clock,
      Shipment shipment,
      TicketInput input,
      Departures.Gate gate) {
    this.desk = desk;
    this.gate = gate;
    this.delivery = delivery;
    this.clock = clock;
    this.shipment = shipment;
    this.input = input;
    this.requests = desk.requests();
    this.making =
        Making.of(
            shipment.kind().filter(Kind.CREATE::equals).isPresent()
                ? shipment.endpoint().steps(Kind.CREATE)
                : List.of());
    this.ticket = shipment.ticket();
    ticket.ifPresent(input::ticket);
  }

  /** This is the ticket. */
  void ticket(TicketReference found, boolean isNews) {
    ticket = Optional.of(found);
    input.ticket(found);
    if (isNews) {
      news = Optional.of(new TicketAnswer.Found(found, Optional.empty(), ""));
    }
  }

  /** This case of the desk is the ticket from now on. */
  void joined(TicketAnswer.Found found) {
    TicketReference theirs = found.ticket().asJoined();
    ticket = Optional.of(theirs);
    input.ticket(theirs);
    input.tellAll();
    news = Optional.of(new TicketAnswer.Found(theirs, found.reportedAt(), found.who()));
  }

  /** Asks the desk; an answer that cannot be read is no answer. */
  CompletionStage<Answer> ask(Search search) {
    return desk.send(requests.question(search, input.values()))
        .thenApplyAsync(
            result ->
                switch (result) {
                  case Failed failed -> new Answer.Unknown(failed);
                  case Accepted accepted -> read(search, accepted);
                },
            delivery);
  }

  private Answer read(Search search, Accepted accepted) {
    try {
      return answer(search.reference(), search.link())
          .find(accepted.answer())
          .<Answer>map(Answer.Here::new)
          .orElseGet(Answer.None::new);
    } catch (Mapping.MappingFailure unreadable) {
      return new Answer.Unknown(
          new Retry("answer_unreadable", Failures.text(unreadable), Optional.empty()));
    }
  }

  private TicketAnswer answer(String reference, Optional<String> link) {
    return new TicketAnswer(requests.mapping(), input.values(), reference, link);
  }

  /** Makes the calls in order until one fails. */
  CompletionStage<Conclusion> run(List<Call> calls) {
    if (calls.isEmpty()) {
      return ended(new Accepted(""));
    }
    Call call = calls.getFirst();
    List<Call> rest = calls.subList(1, calls.size());
    if (call.condition().when().filter(when -> !holds(when)).isPresent()) {
      return run(rest);
    }
    Optional<Search> unless = call.condition().unless().filter(_ -> shipment.repeated());
    return unless
        .map(
            question ->
                ask(question)
                    .thenComposeAsync(
                        answer ->
                            switch (answer) {
                              case Answer.Here _ -> run(rest);
                              case Answer.None _ ->
                                  mayStillCome()
                                      .map(until -> done(Conclusion.later(until)))
                                      .orElseGet(() -> make(call, rest));
                              case Answer.Unknown(Failed failed) -> concluded(failed);
                            },
                        delivery))
        .orElseGet(() -> make(call, rest));
  }

  private boolean holds(String condition) {
    return requests.mapping().holds(condition, input.values());
  }

  private CompletionStage<Conclusion> make(Call call, List<Call> rest) {
    WebhookRequest request =
        requests.change(call, shipment.pending().message(), input::values, clock.instant());
    if (!isLookedFor(call)) {
      return sent(mayArriveTwice(call) ? request.asRepeatable() : request, call, rest);
    }
    return gate.leave(shipment.pending().id(), window())
        .thenCompose(_ -> sent(request, call, rest));
  }

  // A receiver of Standard Webhooks drops a repeated id; the API of a desk may have none. Where
  // requests are counted, one more is one too many.
  private boolean mayArriveTwice(Call call) {
    return call.body().isEmpty() && shipment.endpoint().pace().perMinute().isEmpty();
  }

  private CompletionStage<Conclusion> sent(WebhookRequest request, Call call, List<Call> rest) {
    return desk.send(request)
        .thenComposeAsync(
            result ->
                switch (result) {
                  case Accepted accepted -> accepted(call, rest, accepted);
                  case Failed failed -> done(failed(call, failed));
                },
            delivery);
  }

  // Made again only if the desk says that it has not got it: then it matters when it will have.
  private boolean isLookedFor(Call call) {
    return mayMakeTheTicket(call) || call.condition().unless().isPresent();
  }

  private boolean mayMakeTheTicket(Call call) {
    return ticket.isEmpty() && shipment.endpoint().search().isPresent() && making.mayMake(call);
  }

  private Duration window() {
    return shipment.endpoint().timeout().plus(shipment.endpoint().lateCommit());
  }

  // What a call failed with says nothing of those that were taken before it: their work may be
  // under way.
  private Conclusion failed(Call call, Failed failed) {
    boolean settled = isLookedFor(call) && !underWay && !failed.mayStillCome();
    return settled ? soFar(failed).asSettled() : soFar(failed);
  }

  /**
   * Until when the desk may still carry out what an earlier attempt sent; empty: it cannot any
   * more. A clock that was set back makes it no longer than that can last.
   */
  Optional<Instant> mayStillCome() {
    Instant now = clock.instant();
    Instant latest = now.plus(window());
    return shipment
        .pending()
        .unsettled()
        .filter(now::isBefore)
        .map(until -> until.isAfter(latest) ? latest : until);
  }

  private CompletionStage<Conclusion> accepted(Call call, List<Call> rest, Accepted accepted) {
    call.condition().save().ifPresent(name -> input.got(name, accepted.answer()));
    Optional<TicketReference> named =
        call.reference().flatMap(expression -> read(expression, call.link(), accepted));
    named
        .filter(found -> !Optional.of(found).equals(ticket))
        .ifPresent(found -> ticket(found, true));
    underWay |= isLookedFor(call);
    ordered |= mayMakeTheTicket(call) && making.orders(call);
    if (mustBeSearched(call)) {
      return done(failed(call, unnamed(call.reference().map(asked -> missing(asked, accepted)))));
    }
    return rest.isEmpty() ? ended(accepted) : run(rest);
  }

  // Where a condition left out the call that names the ticket, it is looked for as well.
  private CompletionStage<Conclusion> ended(Accepted accepted) {
    return isTaken() && shipment.endpoint().keepsTickets()
        ? done(soFar(unnamed(Optional.empty())))
        : concluded(accepted);
  }

  /** This result, and what the desk took and said before it. */
  Conclusion soFar(DeliveryResult result) {
    Conclusion conclusion = Conclusion.of(result, news);
    return isTaken() ? conclusion.asTaken() : conclusion;
  }

  private boolean isTaken() {
    return ordered && ticket.isEmpty();
  }

  private static Retry unnamed(Optional<String> why) {
    return new Retry(
        "answer_unreadable",
        "the desk took it and did not say as what: "
            + why.orElse("no call with reference was made"),
        Optional.empty());
  }

  private String missing(String reference, Accepted accepted) {
    return answer(reference, Optional.empty()).missing(accepted.answer());
  }

  // The desk may have made it or not; the next attempt looks. Where it cannot be asked, its status
  // is believed: the request is not made again.
  private boolean mustBeSearched(Call call) {
    return call.reference().isPresent()
        && ticket.isEmpty()
        && shipment.endpoint().search().isPresent();
  }

  private Optional<TicketReference> read(
      String reference, Optional<String> link, Accepted accepted) {
    try {
      return answer(reference, link).read(accepted.answer());
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

  private CompletionStage<Conclusion> concluded(DeliveryResult result) {
    return done(Conclusion.of(result, news));
  }

  private static CompletionStage<Conclusion> done(Conclusion conclusion) {
    return CompletableFuture.completedFuture(conclusion);
  }
}
