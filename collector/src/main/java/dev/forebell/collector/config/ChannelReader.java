package dev.forebell.collector.config;

import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.Channel.Bot;
import dev.forebell.collector.port.Channel.BotKind;
import dev.forebell.collector.port.Channel.Mail;
import dev.forebell.collector.port.Channel.Manners;
import dev.forebell.collector.port.Route;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one channel; which keys it may have depends on its kind. */
record ChannelReader(Secrets secrets) {
  private static final String MAIL = "mail";
  private static final String PROVIDER = "http";
  private static final int MOST_PER_MINUTE = 6000;
  private static final int BOT_PER_MINUTE = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\s]+)(?::(\\d{1,5}))?");
  private static final Pattern MAILBOX =
      Pattern.compile("(?:[^<>\\p{Cntrl}]*<)?[^<>\\s]+@[^<>\\s]+>?");
  private static final List<String> COMMON =
      List.of("id", "kind", "description", "no_details", "per_minute", "timeout");

  /** All kinds of channels. */
  static final List<String> KINDS =
      Stream.concat(Stream.of(MAIL, PROVIDER), Arrays.stream(BotKind.values()).map(BotKind::id))
          .toList();

  Optional<Channel> read(String id, YamlMap map) {
    return map.choice("kind", KINDS, name -> name)
        .flatMap(
            kind ->
                switch (kind) {
                  case MAIL -> mail(id, map);
                  case PROVIDER -> provider(id, map);
                  default -> bot(id, kind, map);
                });
  }

  private static void only(YamlMap map, String kind, String... keys) {
    TreeSet<String> known = new TreeSet<>(COMMON);
    known.addAll(List.of(keys));
    for (String key : map.keys()) {
      if (!known.contains(key) && PeopleShape.CHANNEL.keys().all().contains(key)) {
        map.keyProblem(
            key, key + " says nothing to a channel of kind " + kind, String.join(", ", known));
      }
    }
  }

  private static boolean needs(YamlMap map, String kind, String... keys) {
    boolean complete = true;
    for (String key : keys) {
      if (!map.has(key)) {
        map.problem("a channel of kind " + kind + " needs " + key, "the key " + key);
        complete = false;
      }
    }
    return complete;
  }

  private Manners manners(YamlMap map, OptionalInt perMinute) {
    return new Manners(
        map.bool("no_details").orElse(false),
        map.integer("per_minute", 1, MOST_PER_MINUTE).map(OptionalInt::of).orElse(perMinute),
        map.get("timeout").flatMap(value -> Durations.within(value, "1s", "1m")).orElse(TIMEOUT));
  }

  private Optional<Channel> mail(String id, YamlMap map) {
    only(map, MAIL, "server", "tls", "user", "password", "from", "authority");
    boolean complete = needs(map, MAIL, "server", "from");
    checkLogin(map);
    Mail.Tls tls =
        map.choice("tls", List.of(Mail.Tls.values()), kind -> kind.name().toLowerCase(Locale.ROOT))
            .orElse(Mail.Tls.STARTTLS);
    Optional<HostPort> server =
        map.get("server").flatMap(value -> value.parse(text -> server(text, tls.port()), PLACE));
    server
        .filter(at -> tls == Mail.Tls.NONE && !isLoopback(at.host()))
        .flatMap(_ -> map.get("tls"))
        .ifPresent(
            value ->
                value.problem("mail would leave this machine in the clear", "starttls or tls"));
    Optional<String> from =
        map.get("from").flatMap(value -> value.parse(ChannelReader::mailbox, ADDRESS));
    return server.flatMap(
        at ->
            from.filter(_ -> complete)
                .map(
                    sender ->
                        new Mail(
                            id,
                            at.host(),
                            at.port(),
                            tls,
                            map.get("user").flatMap(secrets::text),
                            map.get("password").flatMap(secrets::secret),
                            sender,
                            map.get("authority").flatMap(new RouteReader(secrets)::authority),
                            manners(map, OptionalInt.empty()))));
  }

  private static final String PLACE = "a host and a port, such as mail.example.com:587";
  private static final String ADDRESS = "an address such as Forebell <forebell@example.com>";

  private record HostPort(String host, int port) {}

  private static Parsed<HostPort> server(String text, int usual) {
    Matcher parts = SERVER.matcher(text);
    if (!parts.matches()) {
      return Parsed.bad(Quantity.quoted(text) + " is no server", PLACE);
    }
    int port = Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(usual);
    return port < 1 || port > 65_535
        ? Parsed.bad(Quantity.quoted(text) + " has no port that exists", PLACE)
        : Parsed.good(new HostPort(parts.group(1), port));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static void checkLogin(YamlMap map) {
    if (map.has("user") != map.has("password")) {
      map.problem(
          map.has("user") ? "user has no password" : "password has no user",
          "both user and password, or neither");
    }
  }

  /** A mail address of a contact. */
  static void checkMailbox(YamlValue value) {
    String expected = "an address such as li@example.com";
    value.parse(
        text ->
            MAILBOX.matcher(text).matches()
                ? Parsed.good(text)
                : Parsed.bad(Quantity.quoted(text) + " is no mail address", expected),
        expected);
  }

  private static Parsed<String> mailbox(String text) {
    return MAILBOX.matcher(text).matches()
        ? Parsed.good(text)
        : Parsed.bad(Quantity.quoted(text) + " is no mail address", ADDRESS);
  }

  private Optional<Channel> bot(String id, String kind, YamlMap map) {
    BotKind known =
        Arrays.stream(BotKind.values())
            .filter(one -> one.id().equals(kind))
            .findFirst()
            .orElseThrow();
    List<String> keys = new ArrayList<>(List.of("url", "allow", "proxy", "authority"));
    keys.addAll(ownKeys(known));
    only(map, kind, keys.toArray(String[]::new));
    boolean complete = needs(map, kind, "url");
    Route route = new RouteReader(secrets).read(map);
    Optional<String> chat = map.get("chat").flatMap(secrets::text);
    return map.get("url")
        .flatMap(value -> url(value, route.allow()).filter(url -> hasToken(value, known, url)))
        .filter(_ -> complete)
        .map(
            url ->
                new Bot(
                    id,
                    known,
                    url,
                    map.get("secret").flatMap(secrets::secret),
                    chat,
                    map.text("thread"),
                    route,
                    manners(map, OptionalInt.of(BOT_PER_MINUTE))));
  }

  private static List<String> ownKeys(BotKind kind) {
    return switch (kind) {
      case DINGTALK, FEISHU -> List.of("secret");
      case TELEGRAM -> List.of("chat", "thread");
      case WECOM, SLACK, TEAMS -> List.of();
    };
  }

  private static boolean hasToken(YamlValue value, BotKind kind, Secret url) {
    boolean has = kind != BotKind.TELEGRAM || url.reveal().contains("/bot");
    if (!has) {
      value.problem("it holds no bot's token", "https://api.telegram.org/botTOKEN");
    }
    return has;
  }

  private Optional<Secret> url(YamlValue value, List<String> allow) {
    return secrets
        .text(value)
        .filter(text -> WebAddress.read(value, text, allow).isPresent())
        .map(Secret::new);
  }

  private Optional<Channel> provider(String id, YamlMap map) {
    only(
        map,
        PROVIDER,
        "url",
        "method",
        "headers",
        "body",
        "taken",
        "allow",
        "proxy",
        "authority",
        "form");
    boolean complete = needs(map, PROVIDER, "url", "body");
    Route route = new RouteReader(secrets).read(map);
    SortedMap<String, Secret> headers = headers(map);
    Optional<Secret> url = map.get("url").flatMap(value -> url(value, route.allow()));
    return map.get("body")
        .flatMap(CallReader::expression)
        .filter(_ -> complete)
        .flatMap(
            body ->
                url.map(
                    at ->
                        new Channel.Provider(
                            id,
                            at,
                            headers,
                            body,
                            map.bool("form").orElse(false),
                            map.get("taken").flatMap(CallReader::expression),
                            route,
                            manners(map, OptionalInt.empty()))));
  }

  private SortedMap<String, Secret> headers(YamlMap map) {
    SortedMap<String, Secret> headers = new TreeMap<>();
    map.map("headers")
        .ifPresent(
            given ->
                given
                    .keys()
                    .forEach(
                        name ->
                            given
                                .get(name)
                                .filter(at -> Endpoints.isHeader(at, name))
                                .flatMap(secrets::secret)
                                .ifPresent(secret -> headers.put(name, secret))));
    return headers;
  }
}
