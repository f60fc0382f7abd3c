package dev.forebell.collector.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What came of one request to an endpoint. */
public sealed interface DeliveryResult {
  /** What the endpoint answered; empty: nothing. */
  Optional<Response> response();

  /** Code of what found nobody to talk to. */
  String NOT_CONNECTED = "not_connected";

  /** Code of an endpoint that is not who it says, or does not speak TLS. */
  String TLS = "tls";

  /** Code of a name without address. */
  String NOT_RESOLVED = "name_not_resolved";

  /** Code of a ticket that the desk took and does not show: it answers, so it is well. */
  String NOT_SHOWN = "not_shown";

  /** Codes of what never went out. */
  Set<String> NOTHING_SENT = Set.of(NOT_CONNECTED, TLS, NOT_RESOLVED);

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body at most {@link WebhookSender#MOST_LIST_BYTES}
   */
  record Response(int status, String body) {}

  /**
   * Taken (2xx).
   *
   * @param status of HTTP
   * @param answer its body, at most {@link WebhookSender#MOST_LIST_BYTES}
   */
  record Accepted(int status, String answer) implements DeliveryResult {
    /** Without the answer itself. */
    public Accepted(String answer) {
      this(200, answer);
    }

    @Override
    public Optional<Response> response() {
      return Optional.of(new Response(status, answer));
    }
  }

  /** Not taken. */
  sealed interface Failed extends DeliveryResult {
    /** For meters: few distinct values, such as {@code http_503} or {@code timeout}. */
    String code();

    /** For people: one line, without secrets. */
    String detail();

    /** Whether the endpoint may carry it out all the same, after this. */
    boolean mayStillCome();

    /** Code and detail in one line. */
    default String reason() {
      return detail().isEmpty() ? code() : code() + ": " + detail();
    }
  }

  /**
   * It may work later.
   *
   * @param after what the endpoint asked for, not yet limited
   */
  record Retry(String code, String detail, Optional<Duration> after, Optional<Response> response)
      implements Failed {
    /** Without the answer itself. */
    public Retry(String code, String detail, Optional<Duration> after) {
      this(code, detail, after, Optional.empty());
    }

    // A status of 5xx is often said by a proxy that lost patience; 500 and 501 are said by who did
    // the work, or did not. Of what says that it worked only 200 is also said by a proxy's page.
    @Override
    public boolean mayStillCome() {
      return response.map(said -> mayStillCome(said.status())).orElse(!NOTHING_SENT.contains(code));
    }

    private static boolean mayStillCome(int status) {
      boolean taken = status > 200 && status < 300;
      return taken || status == 408 || status >= 502;
    }
  }

  /** It will hardly ever work: tried a few times more. */
  record Rejected(String code, String detail, Optional<Response> response) implements Failed {
    @Override
    public boolean mayStillCome() {
      return false;
    }

    /** Without the answer itself. */
    public Rejected(String code, String detail) {
      this(code, detail, Optional.empty());
    }
  }

  /** It will never work again: 410. */
  record Gone(String code, String detail, Optional<Response> response) implements Failed {
    @Override
    public boolean mayStillCome() {
      return false;
    }

    /** Without the answer itself. */
    public Gone(String code, String detail) {
      this(code, detail, Optional.empty());
    }
  }
}
