package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Where incidents go, as configured.
 *
 * @param id named by {@code webhooks:} of a customer
 * @param allow address ranges (CIDR) that may be private, link-local or loopback; the SSRF guard
 *     stays closed otherwise
 * @param secrets signing secrets ({@code whsec_...}), the newest first; two while one rotates;
 *     empty: unsigned
 * @param headers sent with every request; values may be secrets
 * @param timeout for a whole attempt
 * @param calls how each kind of change is sent; a kind that is absent is not sent
 * @param events names of events that go out as an update; empty: all that change the incident
 * @param search how to find the ticket of an incident whose create had an unknown outcome; empty:
 *     the desk is trusted to drop a repeated webhook id
 * @param pace how much it may get
 */
public record WebhookEndpoint(
    String id,
    URI url,
    List<String> allow,
    List<Secret> secrets,
    SortedMap<String, Secret> headers,
    Duration timeout,
    SortedMap<Kind, Call> calls,
    List<String> events,
    Optional<Search> search,
    Pace pace) {

  /** An endpoint with the usual pace. */
  public WebhookEndpoint(
      String id,
      URI url,
      List<String> allow,
      List<Secret> secrets,
      SortedMap<String, Secret> headers,
      Duration timeout,
      SortedMap<Kind, Call> calls,
      List<String> events,
      Optional<Search> search) {
    this(id, url, allow, secrets, headers, timeout, calls, events, search, Pace.USUAL);
  }

  /** An endpoint that cannot be searched. */
  public WebhookEndpoint(
      String id,
      URI url,
      List<String> allow,
      List<Secret> secrets,
      SortedMap<String, Secret> headers,
      Duration timeout,
      SortedMap<Kind, Call> calls,
      List<String> events) {
    this(id, url, allow, secrets, headers, timeout, calls, events, Optional.empty());
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

  /** What a message does to the desk's ticket. */
  public enum Kind {
    CREATE,
    UPDATE,
    CLOSE
  }

  /**
   * One kind of request.
   *
   * @param method POST, PUT or PATCH
   * @param path appended to the URL; {@code {reference}} stands for the ticket's reference; empty:
   *     the URL itself
   * @param body JSONata over {@code {event, incident, clock, reference}} (the event object with the
   *     ticket's reference); empty: the event object in the Standard Webhooks envelope
   * @param reference JSONata over the answer's body that gives the ticket's reference, or an object
   *     {@code {reference, number}} where people call the ticket by another name; empty: none is
   *     taken
   * @param link JSONata over {@code {answer, reference}} that gives the ticket's link; empty: none
   *     is taken
   */
  public record Call(
      String method,
      String path,
      Optional<String> body,
      Optional<String> reference,
      Optional<String> link) {}

  /**
   * How to ask the desk, by GET, whether it has a ticket of an incident.
   *
   * @param path appended to the URL; {@code {key}} stands for the incident's id, URL-encoded
   * @param reference as {@link Call#reference()}, over this answer; no value: there is no ticket
   * @param link as {@link Call#link()}
   */
  public record Search(String path, String reference, Optional<String> link) {}
}
