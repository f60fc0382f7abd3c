package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Where incidents go, as configured.
 *
 * @param id named by {@code webhooks:} of a customer
 * @param route how it is reached
 * @param secrets signing secrets ({@code whsec_...}), the newest first; two while one rotates;
 *     empty: unsigned
 * @param headers sent with every request; values may be secrets
 * @param timeout for a request
 * @param lateCommit how long after its time-out a request may still be carried out by the desk
 * @param calls how each kind of change is sent; a kind that is absent is not sent
 * @param events names of events that go out as an update; empty: all that change the incident
 * @param search how to find the ticket of an incident whose create had an unknown outcome; empty:
 *     the desk is trusted to drop a repeated webhook id
 * @param pace how much it may get
 * @param desk what its adapter adds
 */
public record WebhookEndpoint(
    String id,
    URI url,
    Route route,
    List<Secret> secrets,
    SortedMap<String, Secret> headers,
    Duration timeout,
    Duration lateCommit,
    SortedMap<Kind, Call> calls,
    List<String> events,
    Optional<Search> search,
    Pace pace,
    TicketDesk desk) {
  /** As late as most desks may be. */
  public static final Duration LATE_COMMIT = Duration.ofSeconds(30);

  /** An endpoint that is as late as most. */
  public WebhookEndpoint(
      String id,
      URI url,
      Route route,
      List<Secret> secrets,
      SortedMap<String, Secret> headers,
      Duration timeout,
      SortedMap<Kind, Call> calls,
      List<String> events,
      Optional<Search> search,
      Pace pace,
      TicketDesk desk) {
    this(id, url, route, secrets, headers, timeout, LATE_COMMIT, calls, events, search, pace, desk);
  }

  /**
   * How much an endpoint may get.
   *
   * @param concurrency most requests on their way at once, from 1
   * @param perMinute most attempts in any minute, from 1; empty: any number
   */
  public record Pace(int concurrency, OptionalInt perMinute) {
    /** What most desks bear. */
    public static final Pace USUAL = new Pace(4, OptionalInt.empty());
  }

  /**
   * What it does for a kind of change: the kind itself where it has one for it, or what stands in.
   *
   * @return empty: nothing is sent
   */
  public Optional<Kind> serves(Kind kind) {
    Kind other =
        switch (kind) {
          case RELATE -> Kind.COMMENT;
          case COMMENT, REOPEN -> Kind.UPDATE;
          case RESOLVE -> Kind.CLOSE;
          case CREATE, UPDATE, CLOSE -> kind;
        };
    return calls.containsKey(kind) || other == kind
        ? Optional.of(kind).filter(one -> calls.containsKey(one))
        : serves(other);
  }

  /** Whether it names the ticket that it made of an incident. */
  public boolean keepsTickets() {
    return steps(Kind.CREATE).stream().anyMatch(call -> call.reference().isPresent());
  }

  /** The calls of a kind, one after the other; none: nothing is sent. */
  public List<Call> steps(Kind kind) {
    Optional<Call> first = Optional.ofNullable(calls.get(kind));
    return first
        .map(call -> Stream.concat(first.stream(), call.then().stream()).toList())
        .orElse(List.of());
  }

  /** What a message does to the desk's ticket. */
  public enum Kind {
    CREATE,
    UPDATE,
    /** Something was said or noted: an update where a desk has no comments. */
    COMMENT,
    /**
     * Another incident explains it from now on, or none does any more: a comment where a desk's
     * tickets know nothing of each other.
     */
    RELATE,
    /** It is over: a close where a desk makes no difference. */
    RESOLVE,
    /** It came back: an update where a desk makes no difference. */
    REOPEN,
    CLOSE
  }

  /**
   * One kind of request.
   *
   * @param method POST, PUT or PATCH; GET only asks
   * @param path appended to the URL; {@code {reference}} stands for the ticket's reference, other
   *     names for what the expressions see; empty: the URL itself
   * @param body JSONata over the event object and what {@code docs/adapters.md} lists; empty: the
   *     event object in the Standard Webhooks envelope (nothing with GET)
   * @param reference JSONata over the answer's body that gives the ticket's reference, or an object
   *     {@code {reference, number}} where people call the ticket by another name; empty: none is
   *     taken
   * @param link JSONata over {@code {answer, reference}} that gives the ticket's link; empty: none
   *     is taken
   * @param condition whether it is sent at all
   * @param then further requests of the same change, in this order
   */
  public record Call(
      String method,
      String path,
      Optional<String> body,
      Optional<String> reference,
      Optional<String> link,
      Condition condition,
      List<Call> then) {
    /** A call that is always made, alone. */
    public Call(
        String method,
        String path,
        Optional<String> body,
        Optional<String> reference,
        Optional<String> link) {
      this(method, path, body, reference, link, Condition.ALWAYS, List.of());
    }
  }

  /**
   * When a call is made.
   *
   * @param when JSONata over what {@code body} sees: made only if it gives true; empty: always
   * @param unless asked when an earlier attempt may have made it: not made again if this finds it
   * @param save name under {@code got} by which later calls of the change see the answer
   */
  public record Condition(Optional<String> when, Optional<Search> unless, Optional<String> save) {
    /** Without conditions. */
    public static final Condition ALWAYS =
        new Condition(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A question to the desk.
   *
   * @param method GET; POST where the desk takes questions as bodies
   * @param path appended to the URL; {@code {key}} stands for the incident's id, URL-encoded
   * @param body JSONata as in a call; empty: none
   * @param reference as {@link Call#reference()}, over this answer (and, as {@code $asked}, what
   *     bodies see); no value: there is none
   * @param link as {@link Call#link()}
   */
  public record Search(
      String method, String path, Optional<String> body, String reference, Optional<String> link) {
    /** Asked by GET. */
    public Search(String path, String reference, Optional<String> link) {
      this("GET", path, Optional.empty(), reference, link);
    }
  }
}
