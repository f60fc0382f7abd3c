package dev.forebell.collector.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.port.TicketDesk;
import dev.forebell.collector.port.TicketDesk.Login;
import dev.forebell.collector.port.TicketDesk.Proof;
import dev.forebell.collector.port.TicketDesk.WayBack;
import dev.forebell.common.model.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * An adapter with the values of one endpoint.
 *
 * @param vars the endpoint's own; they stand before the adapter's
 * @param credentials the endpoint's
 */
record DeskMaker(
    Adapter adapter, SortedMap<String, Object> vars, SortedMap<String, Secret> credentials) {
  /**
   * The endpoint's desk, and headers for every request.
   *
   * @param headers from authentication
   */
  record Made(TicketDesk desk, SortedMap<String, Secret> headers) {}

  Made make() {
    Optional<Adapter.Auth> auth = adapter.auth().stream().filter(this::isGiven).findFirst();
    SortedMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    auth.ifPresent(
        used -> {
          headers.putAll(values(used.headers()));
          used.basic()
              .flatMap(this::filled)
              .ifPresent(pair -> headers.put("Authorization", basic(pair)));
        });
    SortedMap<String, Object> all = new TreeMap<>(adapter.vars());
    all.putAll(vars);
    TicketDesk desk =
        new TicketDesk(
            adapter.id(),
            adapter.definitions(),
            all,
            credentials,
            auth.map(this::login).orElseGet(Login.Headers::new),
            adapter.open(),
            adapter.answers(),
            adapter.back().map(this::back),
            adapter.repeat());
    return new Made(desk, headers);
  }

  private boolean isGiven(Adapter.Auth auth) {
    return auth.basic().map(this::filled).map(Optional::isPresent).orElse(true)
        && auth.hmac().map(hmac -> filled(hmac.key() + hmac.id()).isPresent()).orElse(true)
        && isGiven(auth.headers())
        && auth.session().map(session -> isGiven(session.form())).orElse(true);
  }

  private boolean isGiven(SortedMap<String, String> templates) {
    return templates.values().stream()
        .allMatch(text -> filled(text).isPresent() || isOptional(text));
  }

  // A header or a field that only an optional credential fills may be left out, unless there is
  // another way.
  private boolean isOptional(String text) {
    return adapter.auth().size() == 1
        && AuthReader.PLACE
            .matcher(text)
            .results()
            .noneMatch(place -> adapter.credentials().getOrDefault(place.group(1), true));
  }

  private Login login(Adapter.Auth auth) {
    return auth.session()
        .<Login>map(this::session)
        .or(() -> auth.hmac().map(this::hmac))
        .orElseGet(Login.Headers::new);
  }

  private Login session(Adapter.Session session) {
    return new Login.Session(
        session.method(),
        session.path(),
        values(session.headers()),
        values(session.form()),
        session.token(),
        session.lasts(),
        session.header(),
        session.close());
  }

  private Login hmac(Adapter.Hmac hmac) {
    return new Login.Hmac(
        hmac.header(),
        hmac.text(),
        hmac.root(),
        new Secret(filled(hmac.id()).orElse("")),
        new Secret(filled(hmac.key()).orElse("")));
  }

  private WayBack back(Adapter.Back back) {
    Optional<Proof> proof =
        back.proof()
            .flatMap(
                proven ->
                    filled(proven.key())
                        .map(
                            keys ->
                                new Proof(
                                    proven.header(),
                                    proven.form(),
                                    Arrays.stream(keys.split("\\s+")).map(Secret::new).toList())));
    return new WayBack(proof, back.news(), back.polls());
  }

  private SortedMap<String, Secret> values(SortedMap<String, String> templates) {
    SortedMap<String, Secret> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    templates.forEach(
        (name, text) -> filled(text).ifPresent(value -> values.put(name, new Secret(value))));
    return values;
  }

  private static Secret basic(String pair) {
    return new Secret("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  /** The text with its credentials; empty if one of them is not given. */
  private Optional<String> filled(String text) {
    Matcher place = AuthReader.PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      Optional<Secret> secret = Optional.ofNullable(credentials.get(place.group(1)));
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(secret.get().reveal()));
    }
    place.appendTail(filled);
    return Optional.of(filled.toString());
  }
}
