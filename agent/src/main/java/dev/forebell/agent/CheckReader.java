package dev.forebell.agent;

import dev.forebell.agent.check.Check;
import dev.forebell.agent.check.Target;
import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.HostId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the list of checks. */
final class CheckReader {
  private static final List<String> KINDS = List.of("tcp", "ping", "http", "tls", "dns");
  private static final Keys KEYS =
      Keys.optional(
          "name",
          "element",
          "tcp",
          "ping",
          "http",
          "tls",
          "dns",
          "query",
          "status",
          "contains",
          "verify",
          "server_name",
          "every",
          "timeout");
  private static final String ADDRESS = "HOST:PORT";
  private static final String QUESTION = "a name such as example.org";
  private static final String NAME = "a short name such as login-page";
  private static final int DNS_PORT = 53;
  private static final int TLS_PORT = 443;

  private final List<String> names = new ArrayList<>();

  List<Check> read(YamlMap root) {
    return root.each("checks", this::check);
  }

  private Optional<Check> check(YamlValue value) {
    return value.map().map(map -> map.expect(KEYS)).flatMap(this::check);
  }

  private Optional<Check> check(YamlMap map) {
    List<String> kinds = KINDS.stream().filter(map::has).toList();
    if (kinds.size() != 1) {
      map.problem(
          kinds.isEmpty() ? "the check asks for nothing" : "the check asks for several things",
          "exactly one of " + String.join(", ", KINDS));
      return Optional.empty();
    }
    String kind = kinds.getFirst();
    Optional<String> element = map.get("element").flatMap(CheckReader::element);
    Optional<Target> target = map.get(kind).flatMap(value -> target(kind, value, map));
    Optional<String> name =
        map.has("name")
            ? unique(map, names)
            : target.map(found -> usualName(element, found)).filter(found -> isNew(map, found));
    return target.flatMap(
        found -> name.map(known -> new Check(known, element, found, every(map), timeout(map))));
  }

  private static String usualName(Optional<String> element, Target target) {
    return element.map(one -> one + "-").orElse("") + target.type();
  }

  private boolean isNew(YamlMap map, String name) {
    if (names.contains(name)) {
      map.problem("a second check would be called " + name, "a name of its own for it");
      return false;
    }
    names.add(name);
    return true;
  }

  private static Duration every(YamlMap map) {
    return map.get("every")
        .flatMap(value -> ProbeSettingsReader.duration(value, Duration.ofDays(1)))
        .orElse(Check.EVERY);
  }

  private static Duration timeout(YamlMap map) {
    return map.get("timeout")
        .flatMap(value -> ProbeSettingsReader.duration(value, Duration.ofMinutes(1)))
        .orElse(Check.TIMEOUT);
  }

  private static Optional<Target> target(String kind, YamlValue value, YamlMap map) {
    return switch (kind) {
      case "tcp" ->
          parsed(value, HostPort::parse, ADDRESS)
              .map(found -> new Target.Tcp(found.host(), found.port()));
      case "ping" ->
          parsed(
                  value,
                  text ->
                      text.matches("[A-Za-z0-9_.:-]+") && !text.startsWith("-")
                          ? Optional.of(text)
                          : Optional.empty(),
                  "a host")
              .map(Target.Ping::new);
      case "http" ->
          parsed(value, CheckReader::page, "https://HOST/...").map(uri -> http(uri, map));
      case "tls" ->
          parsed(value, text -> HostPort.parse(text, TLS_PORT), "HOST[:PORT]")
              .map(
                  found ->
                      new Target.Tls(
                          found.host(),
                          found.port(),
                          map.text("server_name").orElse(found.host())));
      default ->
          parsed(value, text -> HostPort.parse(text, DNS_PORT), "SERVER[:PORT]")
              .flatMap(found -> dns(found, map));
    };
  }

  private static Optional<Target> dns(HostPort server, YamlMap map) {
    Optional<YamlValue> query = map.get("query");
    if (query.isEmpty()) {
      map.problem("the check does not say what to ask for", "query: " + QUESTION);
    }
    return query
        .flatMap(
            value -> parsed(value, text -> Optional.of(text).filter(Target.Dns::asks), QUESTION))
        .map(name -> new Target.Dns(server.host(), server.port(), name));
  }

  private static Target http(URI uri, YamlMap map) {
    return new Target.Http(
        uri,
        map.oneOrEach("status", value -> value.integer(100, 599)),
        map.text("contains"),
        map.bool("verify").orElse(true));
  }

  private static Optional<URI> page(String text) {
    try {
      URI uri = new URI(text);
      boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return known && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** How a kind's text is taken. */
  private interface Taking<T> {
    Optional<T> take(String text);
  }

  private static <T> Optional<T> parsed(YamlValue value, Taking<T> taking, String expected) {
    return value.parse(
        text ->
            taking
                .take(text)
                .<Parsed<T>>map(Parsed::good)
                .orElseGet(
                    () -> Parsed.bad(Quantity.quoted(text) + " is no such address", expected)),
        expected);
  }

  /** The name of an element as the customer's file has it. */
  static Optional<String> element(YamlValue value) {
    return value.parse(
        text -> {
          try {
            return Parsed.good(new HostId(text).value());
          } catch (IllegalArgumentException e) {
            return Parsed.bad(
                Quantity.quoted(text) + " is not the id of a host",
                "the element's id in the customer's file");
          }
        },
        "the element's id in the customer's file");
  }

  /** The map's name, once in a list. */
  static Optional<String> unique(YamlMap map, List<String> taken) {
    Optional<String> name =
        map.get("name")
            .flatMap(
                value ->
                    value.parse(
                        text ->
                            text.matches("[A-Za-z0-9_.:/-]{1,60}")
                                ? Parsed.good(text)
                                : Parsed.bad(Quantity.quoted(text) + " is not a name", NAME),
                        NAME));
    if (name.isPresent() && taken.contains(name.get())) {
      map.keyProblem("name", "the name is taken", "each name once");
      return Optional.empty();
    }
    name.ifPresent(taken::add);
    return name;
  }
}
