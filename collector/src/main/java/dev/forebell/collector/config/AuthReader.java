package dev.forebell.collector.config;

import dev.forebell.collector.port.TicketDesk.Poll;
import dev.forebell.collector.port.TicketDesk.Proof;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads how an adapter authenticates and what proves callbacks.
 *
 * @param credentials names that {@code {name}} may use
 */
record AuthReader(Set<String> credentials) {
  private static final List<String> ASKING = List.of("GET", "POST");
  static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_]+)}");

  Adapter.Auth read(YamlMap map) {
    map.expect(Shape.AUTH.keys());
    return new Adapter.Auth(
        map.map("headers").map(this::headers).orElseGet(TreeMap::new),
        map.get("basic").flatMap(this::text),
        map.map("session").flatMap(session -> session(session.expect(Shape.SESSION.keys()))),
        map.map("hmac").flatMap(hmac -> hmac(hmac.expect(Shape.HMAC.keys()))));
  }

  private SortedMap<String, String> headers(YamlMap map) {
    SortedMap<String, String> headers = new TreeMap<>();
    map.keys()
        .forEach(
            name ->
                map.get(name)
                    .filter(at -> Endpoints.isHeader(at, name))
                    .flatMap(this::text)
                    .ifPresent(text -> headers.put(name, text)));
    return headers;
  }

  private Optional<String> text(YamlValue value) {
    return value
        .text()
        .filter(text -> PLACE.matcher(text).results().allMatch(place -> isKnown(value, place)));
  }

  private boolean isKnown(YamlValue value, MatchResult place) {
    String name = place.group(1);
    if (!credentials.contains(name)) {
      value.problem(
          Quantity.quoted(place.group())
              + " is no credential"
              + NearestName.hint(name, credentials),
          "a name of credentials:");
    }
    return credentials.contains(name);
  }

  private Optional<Adapter.Session> session(YamlMap map) {
    Optional<String> path = map.get("path").flatMap(CallReader::path);
    Optional<String> token = map.get("token").flatMap(CallReader::expression);
    Optional<String> header =
        map.get("header").flatMap(at -> at.text().filter(name -> Endpoints.isHeader(at, name)));
    String method = map.choice("method", ASKING, text -> text).orElse("POST");
    SortedMap<String, String> headers =
        map.map("headers").map(this::headers).orElseGet(TreeMap::new);
    Optional<String> close = map.get("close").flatMap(CallReader::path);
    return path.flatMap(
        p ->
            token.flatMap(
                t -> header.map(h -> new Adapter.Session(method, p, headers, t, h, close))));
  }

  private Optional<Adapter.Hmac> hmac(YamlMap map) {
    Optional<String> header =
        map.get("header").flatMap(at -> at.text().filter(name -> Endpoints.isHeader(at, name)));
    Optional<String> id = map.get("id").flatMap(this::text);
    Optional<String> key = map.get("key").flatMap(this::text);
    String text = map.text("text").orElse("{method} {path}");
    String root = map.get("root").flatMap(CallReader::path).orElse("");
    return header.flatMap(
        h -> id.flatMap(i -> key.map(k -> new Adapter.Hmac(h, text, root, i, k))));
  }

  Optional<Adapter.Back> back(YamlMap map) {
    map.expect(Shape.BACK.keys());
    Optional<Adapter.Proven> proof =
        map.map("proof").flatMap(found -> proof(found.expect(Shape.PROOF.keys())));
    Optional<Poll> poll = map.map("poll").flatMap(found -> poll(found.expect(Shape.POLL.keys())));
    return map.get("news")
        .flatMap(CallReader::expression)
        .map(news -> new Adapter.Back(proof, news, poll));
  }

  private Optional<Adapter.Proven> proof(YamlMap map) {
    Optional<Proof.Form> form = map.choice("form", List.of(Proof.Form.values()), Spelling::of);
    String header = map.text("header").orElse("Authorization");
    Optional<String> key = map.get("key").flatMap(this::text);
    return form.flatMap(f -> key.map(k -> new Adapter.Proven(header, f, k)));
  }

  private static Optional<Poll> poll(YamlMap map) {
    int seconds =
        map.get("every")
            .flatMap(value -> Durations.within(value, "10s", "1h"))
            .map(every -> (int) every.toSeconds())
            .orElse(60);
    return map.get("path").flatMap(CallReader::path).map(path -> new Poll(seconds, path));
  }
}
