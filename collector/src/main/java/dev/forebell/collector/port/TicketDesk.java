package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an adapter adds to an endpoint: how the desk wants to be spoken to, beyond the calls
 * themselves.
 *
 * @param adapter its id; empty: none
 * @param definitions JSONata assignments ({@code $name := ...;}) that stand before every expression
 * @param vars plain values for expressions and paths: texts, numbers, booleans, lists, maps
 * @param credentials secret values, by name
 * @param login how requests are authenticated beyond fixed headers
 * @param open how to find an open case of the desk on the same host or service; asked before a
 *     ticket is made, and one that is found is joined
 * @param answers rules over answers, the first that applies counts; none applies: by HTTP status
 * @param back how the desk's news come in; empty: they do not
 * @param repeat how open incidents are told again; empty: each change is told once
 */
public record TicketDesk(
    String adapter,
    String definitions,
    SortedMap<String, Object> vars,
    SortedMap<String, Secret> credentials,
    Login login,
    Optional<WebhookEndpoint.Search> open,
    List<AnswerRule> answers,
    Optional<WayBack> back,
    Optional<Repeat> repeat) {
  /** Names of the ready texts that expressions see under {@code texts}. */
  public static final List<String> TEXTS = List.of("title", "description", "note");

  /** No adapter. */
  public static final TicketDesk NONE =
      new TicketDesk(
          "",
          "",
          new TreeMap<>(),
          new TreeMap<>(),
          new Login.Headers(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /**
   * Telling a desk again and again what is open, because it forgets.
   *
   * @param seconds between two times
   * @param path of a POST
   * @param body JSONata that gives a list for an incident; the lists of many go in one request
   */
  public record Repeat(int seconds, String path, String body) {}

  /** How requests are authenticated. */
  public sealed interface Login {
    /** Whether a request to this path asks for a token: its answer is a secret. */
    default boolean isAskedAt(String full) {
      return this instanceof Session session && full.endsWith(session.path());
    }

    /** By the endpoint's headers alone. */
    record Headers() implements Login {}

    /**
     * By a token that a first request gives; it is got again when it has lasted its time, and when
     * an answer means {@link Meaning#LOGIN}: 401 does unless a rule says otherwise.
     *
     * @param method of the first request
     * @param path appended to the endpoint's URL
     * @param headers of the first request, besides the endpoint's
     * @param form its body, as a form; empty: it has none
     * @param token JSONata over its answer
     * @param lasts JSONata over its answer that gives seconds; nothing: until an answer says so
     * @param header carries the token in every further request
     * @param close path to GET when the token is no longer needed; empty: it just ends
     */
    record Session(
        String method,
        String path,
        SortedMap<String, Secret> headers,
        SortedMap<String, Secret> form,
        String token,
        Optional<String> lasts,
        String header,
        Optional<String> close)
        implements Login {}

    /**
     * By an HMAC-SHA256 over each request: the header is the base64 of {@code id:} and the digest's
     * bytes.
     *
     * @param text what is signed; {@code {method}}, {@code {path}} (without query, seen from {@code
     *     root}) stand for the request's
     * @param root path that {@code {path}} is seen from
     */
    record Hmac(String header, String text, String root, Secret id, Secret key) implements Login {}
  }

  /** What an answer means. */
  public enum Meaning {
    /** It is done, or was done before. */
    DONE,
    /** It may work later. */
    RETRY,
    /** It will hardly ever work. */
    REFUSED,
    /** The session is over: log in and ask again. */
    LOGIN
  }

  /**
   * A rule over an answer.
   *
   * @param status HTTP status it applies to; empty: any
   * @param when JSONata over {@code {status, body, request}}; empty: always
   */
  public record AnswerRule(OptionalInt status, Optional<String> when, Meaning means) {}

  /**
   * How the desk's news come in.
   *
   * @param proof what a callback must carry; empty: callbacks are not taken
   * @param news JSONata over {@code {body, headers}} of a callback that gives a list of news
   * @param polls what is asked now and then where no callback can prove itself
   */
  public record WayBack(Optional<Proof> proof, String news, List<Poll> polls) {}

  /**
   * What proves that a callback comes from the desk.
   *
   * @param header where it stands
   * @param form of the header's value
   * @param keys the newest first; one of them must fit
   */
  public record Proof(String header, Form form, List<Secret> keys) {
    /** Forms that desks use. */
    public enum Form {
      /** The key itself; {@code Bearer } or {@code Token } may stand before it. */
      TOKEN,
      /** {@code Basic} and base64 of {@code user:password}, which is the key. */
      BASIC,
      /**
       * Hex HMAC-SHA256 of the body; {@code sha256=} or {@code v1=} may stand before it; of
       * several, separated by commas, one must fit.
       */
      SHA256_HEX,
      /** Hex HMAC-SHA1 of the body; {@code sha1=} may stand before it. */
      SHA1_HEX,
      /** Base64 HMAC-SHA256 of the body. */
      SHA256_BASE64,
      /** EspoCRM: base64 of the webhook's id, a colon, and the hex HMAC-SHA256 of the body. */
      ESPOCRM,
      /** Standard Webhooks: id, timestamp and signature in their three headers. */
      STANDARD_WEBHOOKS
    }
  }

  /**
   * Asking a desk that does not call.
   *
   * @param seconds between two questions
   * @param path asked with GET; {@code {since}} stands for the time from which changes are wanted
   * @param when JSONata over {@code {vars}}; false: it is not asked
   * @param each what is asked besides for each item of the answer
   * @param until JSONata over the answer: the time up to which it is complete, where more is left
   *     than fits; nothing: it is all
   * @param news JSONata that gives a list of news
   */
  public record Poll(
      int seconds,
      String path,
      Optional<String> when,
      Optional<Each> each,
      Optional<String> until,
      String news) {}

  /**
   * What is asked for each item of a poll's answer.
   *
   * @param items JSONata over the answer
   * @param get paths asked with GET, by the name under which {@code news} sees the answer
   */
  public record Each(String items, SortedMap<String, String> get) {}
}
