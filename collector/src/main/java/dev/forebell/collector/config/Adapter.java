package dev.forebell.collector.config;

import dev.forebell.collector.port.TicketDesk.AnswerRule;
import dev.forebell.collector.port.TicketDesk.Poll;
import dev.forebell.collector.port.TicketDesk.Proof;
import dev.forebell.collector.port.TicketDesk.Repeat;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How one kind of desk is spoken to: what a file of {@code adapters/} says. Texts with {@code
 * {name}} wait for the credentials of an endpoint.
 *
 * @param definitions JSONata assignments for all expressions
 * @param vars defaults
 * @param needs vars that an endpoint must give
 * @param credentials by name: whether an endpoint must give it
 * @param auth alternatives: the first counts whose credentials are all given
 * @param open how to find a case that the desk opened itself
 * @param repeat how open incidents are told again
 */
record Adapter(
    String id,
    String definitions,
    SortedMap<String, Object> vars,
    List<String> needs,
    SortedMap<String, Boolean> credentials,
    List<Auth> auth,
    SortedMap<Kind, Call> calls,
    Optional<Search> search,
    Optional<Search> open,
    List<AnswerRule> answers,
    Optional<Back> back,
    Optional<Repeat> repeat) {
  /** Of the first call that it makes; empty: it makes none. */
  String firstPath() {
    return calls.values().stream().map(Call::path).findFirst().orElse("");
  }

  /**
   * One way to authenticate.
   *
   * @param headers of every request; one whose optional credential is missing is left out
   * @param basic {@code {user}:{password}}
   */
  record Auth(
      SortedMap<String, String> headers,
      Optional<String> basic,
      Optional<Session> session,
      Optional<Hmac> hmac) {}

  /**
   * A token from a first request.
   *
   * @param form of OAuth 2.0; empty: the first request has no body
   */
  record Session(
      String method,
      String path,
      SortedMap<String, String> headers,
      SortedMap<String, String> form,
      String token,
      Optional<String> lasts,
      String header,
      Optional<String> close) {}

  /** A digest over each request. */
  record Hmac(String header, String text, String root, String id, String key) {}

  /**
   * The way back.
   *
   * @param proof what callbacks carry
   */
  record Back(Optional<Proven> proof, String news, List<Poll> polls) {}

  /**
   * @param key {@code {name}} of a credential; several secrets in it are separated by blanks
   */
  record Proven(String header, Proof.Form form, String key) {}
}
