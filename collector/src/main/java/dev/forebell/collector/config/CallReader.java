package dev.forebell.collector.config;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Condition;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads {@code create}, {@code update}, {@code comment}, {@code relate}, {@code resolve}, {@code
 * reopen}, {@code close} and {@code search} of a webhook or an adapter.
 *
 * @param secrets for the references in links, whose address is the endpoint's
 */
record CallReader(Secrets secrets) {
  private static final List<String> CHANGING = List.of("POST", "PUT", "PATCH");
  private static final List<String> ALL = List.of("GET", "POST", "PUT", "PATCH");
  private static final List<String> ASKING = List.of("GET", "POST");
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

  /** Every kind as the plain event object: what a webhook sends that says nothing of calls. */
  static SortedMap<Kind, Call> plain() {
    Call plain = new Call("POST", "", Optional.empty(), Optional.empty(), Optional.empty());
    SortedMap<Kind, Call> calls = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      calls.put(kind, plain);
    }
    return calls;
  }

  /** The kinds that the file names. */
  SortedMap<Kind, Call> calls(YamlMap file) {
    SortedMap<Kind, Call> calls = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      List<Call> steps = file.oneOrEach(Spelling.of(kind), value -> value.map().map(this::call));
      if (!steps.isEmpty()) {
        calls.put(kind, with(steps.getFirst(), steps.subList(1, steps.size())));
      }
    }
    return calls;
  }

  private static Call with(Call first, List<Call> then) {
    return new Call(
        first.method(),
        first.path(),
        first.body(),
        first.reference(),
        first.link(),
        first.condition(),
        List.copyOf(then));
  }

  private Call call(YamlMap map) {
    map.expect(Shape.CALL.keys());
    return new Call(
        map.choice("method", map.has("save") ? ALL : CHANGING, method -> method).orElse("POST"),
        map.get("path").flatMap(CallReader::path).orElse(""),
        body(map),
        map.get("reference").flatMap(CallReader::overAnswer),
        map.get("link").flatMap(this::link),
        new Condition(
            map.get("when").flatMap(CallReader::overEvent),
            map.map("unless").flatMap(unless -> unless(unless.expect(Shape.UNLESS.keys()))),
            map.get("save").flatMap(Ids::read)),
        List.of());
  }

  private static Optional<Search> unless(YamlMap map) {
    Optional<String> path = map.get("path").flatMap(CallReader::path);
    Optional<String> found = map.get("found").flatMap(CallReader::overAnswer);
    return path.flatMap(
        p -> found.map(f -> new Search(method(map), p, body(map), f, Optional.empty())));
  }

  private static String method(YamlMap map) {
    return map.choice("method", ASKING, method -> method).orElse("GET");
  }

  private static Optional<String> body(YamlMap map) {
    return map.get("body").flatMap(CallReader::overEvent);
  }

  /** How to ask the desk whether it has a ticket; empty: it is not asked. */
  Optional<Search> search(YamlMap file) {
    Optional<YamlMap> map = file.map("search").map(found -> found.expect(Shape.SEARCH.keys()));
    map.filter(found -> !asksForAnIncident(found))
        .flatMap(found -> found.get("path"))
        .ifPresent(at -> at.problem("it asks for no incident", "a path that holds {key}"));
    return map.flatMap(this::question);
  }

  private static boolean asksForAnIncident(YamlMap map) {
    return map.get("path").map(value -> value.canonical().contains("{key}")).orElse(true)
        || map.get("body").map(value -> value.canonical().contains("key")).orElse(false);
  }

  /** How to find a case that the desk opened itself; empty: none is looked for. */
  Optional<Search> open(YamlMap file) {
    return file.map("open").flatMap(map -> question(map.expect(Shape.SEARCH.keys())));
  }

  private Optional<Search> question(YamlMap map) {
    Optional<String> path = map.get("path").flatMap(CallReader::path);
    Optional<String> reference = map.get("reference").flatMap(CallReader::overAnswer);
    Optional<String> link = map.get("link").flatMap(this::link);
    return path.flatMap(p -> reference.map(r -> new Search(method(map), p, body(map), r, link)));
  }

  private Optional<String> link(YamlValue value) {
    return expression(value).flatMap(text -> secrets.text(value));
  }

  /** A path that may hold expressions in braces. */
  static Optional<String> path(YamlValue value) {
    String expected = "a path such as /api/v1/Case/{reference}";
    return value
        .parse(
            text ->
                !text.startsWith("/") || text.chars().anyMatch(Character::isWhitespace)
                    ? Parsed.bad(Quantity.quoted(text) + " is not a path", expected)
                    : PLACE.matcher(text).replaceAll("").matches("[^{}]*")
                        ? Parsed.good(text)
                        : Parsed.bad(Quantity.quoted(text) + " has a brace alone", expected),
            expected)
        .filter(
            text -> PLACE.matcher(text).results().allMatch(place -> isExpression(value, place)));
  }

  private static boolean isExpression(YamlValue value, MatchResult place) {
    return isWhole(value, place.group(1)) && TextNames.ofEvent(value, place.group(1));
  }

  /** Whether it is JSONata; a problem is added otherwise. */
  static boolean isWhole(YamlValue value, String text) {
    return switch (compiled(text)) {
      case Parsed.Good<String> _ -> true;
      case Parsed.Bad<String>(String why, String expected) -> {
        value.problem(why, expected);
        yield false;
      }
    };
  }

  /** An expression that sees the event and the ready texts. */
  static Optional<String> overEvent(YamlValue value) {
    return expression(value).filter(text -> TextNames.ofEvent(value, text));
  }

  private static Optional<String> overAnswer(YamlValue value) {
    return expression(value).filter(text -> TextNames.ofAnswer(value, text));
  }

  static Optional<String> expression(YamlValue value) {
    return value.parse(CallReader::compiled, "a JSONata expression");
  }

  private static Parsed<String> compiled(String text) {
    try {
      Jsonata.jsonata(text);
      return Parsed.good(text);
    } catch (JException broken) {
      return Parsed.bad(
          "not JSONata at character " + broken.getLocation() + ": " + broken.getMessage(),
          "a JSONata expression");
    }
  }
}
