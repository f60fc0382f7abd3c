package dev.forebell.collector.config;

import dev.forebell.collector.port.TicketDesk.Each;
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
    if (map.has("session") && map.has("oauth2")) {
      map.problem("session and oauth2 both give a token", "one of them, or a list of ways");
    }
    return new Adapter.Auth(
        map.map("headers").map(this::headers).orElseGet(TreeMap::new),
        map.get("basic").flatMap(this::text),
        map.map("session")
            .flatMap(session -> session(session.expect(Shape.SESSION.keys())))
            .or(() -> map.map("oauth2").flatMap(this::oauth2)),
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
                t ->
                    header.map(
                        h ->
                            new Adapter.Session(
                                method,
                                p,
                                headers,
                                new TreeMap<>(),
                                t,
                                Optional.empty(),
                                h,
                                close))));
  }

  private Optional<Adapter.Session> oauth2(YamlMap map) {
    return new OAuth2Reader(this::text).read(map.expect(Shape.OAUTH2.keys()));
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
    if (!map.has("news") && !map.has("poll")) {
      map.problem("it says nothing of what is news", "news, poll, or both");
    }
    Optional<Adapter.Proven> proof =
        map.map("proof").flatMap(found -> proof(found.expect(Shape.PROOF.keys())));
    String news = map.get("news").flatMap(CallReader::expression).orElse("[]");
    List<Poll> polls =
        map.oneOrEach(
            "poll", value -> value.map().flatMap(one -> poll(one.expect(Shape.POLL.keys()), news)));
    return Optional.of(new Adapter.Back(proof, news, polls));
  }

  private Optional<Adapter.Proven> proof(YamlMap map) {
    Optional<Proof.Form> form = map.choice("form", List.of(Proof.Form.values()), Spelling::of);
    String header = map.text("header").orElse("Authorization");
    Optional<String> key = map.get("key").flatMap(this::text);
    return form.flatMap(f -> key.map(k -> new Adapter.Proven(header, f, k)));
  }

  private static Optional<Poll> poll(YamlMap map, String back) {
    int seconds =
        map.get("every")
            .flatMap(value -> Durations.within(value, "10s", "1h"))
            .map(every -> (int) every.toSeconds())
            .orElse(60);
    Optional<String> when = map.get("when").flatMap(CallReader::expression);
    Optional<String> until = map.get("until").flatMap(CallReader::expression);
    String news = map.get("news").flatMap(CallReader::expression).orElse(back);
    Optional<Each> each = map.map("each").flatMap(found -> each(found.expect(Shape.EACH.keys())));
    return map.get("path")
        .flatMap(CallReader::path)
        .map(path -> new Poll(seconds, path, when, each, until, news));
  }

  private static Optional<Each> each(YamlMap map) {
    SortedMap<String, String> get = new TreeMap<>();
    map.map("get")
        .ifPresent(
            paths ->
                paths
                    .keys()
                    .forEach(
                        name ->
                            paths
                                .get(name)
                                .flatMap(CallReader::path)
                                .ifPresent(path -> get.put(name, path))));
    return map.get("items").flatMap(CallReader::expression).map(items -> new Each(items, get));
  }
}
