package dev.forebell.collector.config;

import dev.forebell.collector.port.AlertLevel;
import dev.forebell.collector.port.Source;
import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads who may read metrics and who may send some: both show a token. */
final class TokenReader {
  private static final String HASH =
      "the SHA-256 of a token, 64 hexadecimal digits, as './forebell token' prints it";
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final List<AlertLevel> LEVELS =
      List.of(AlertLevel.INFO, AlertLevel.WARNING, AlertLevel.CRITICAL);
  private static final int MAX_HOSTS = 1000;
  private static final int MOST_HOSTS = 100_000;

  private final References references;
  private final Ids readers = new Ids("reader");
  private final Ids sources = new Ids("source");

  TokenReader(References references) {
    this.references = references;
  }

  Optional<MetricsReader> reader(YamlValue value) {
    return value.map().map(map -> map.expect(Shape.READER.keys())).flatMap(this::reader);
  }

  private Optional<MetricsReader> reader(YamlMap map) {
    Optional<CustomerId> customer = customer(map);
    Optional<TokenHash> token = token(map);
    return readers
        .define(map, id -> id)
        .flatMap(id -> token.map(hash -> new MetricsReader(id, customer, hash)));
  }

  Optional<Source> source(YamlValue value) {
    return value.map().map(map -> map.expect(Shape.SOURCE.keys())).flatMap(this::source);
  }

  private Optional<Source> source(YamlMap map) {
    Optional<CustomerId> customer = customer(map);
    Optional<SiteId> site = map.get("site").flatMap(Ids::read).map(SiteId::new);
    Optional<TokenHash> token = token(map);
    HostKind kind = map.get("kind").flatMap(ScopeReader::kind).orElse(HostKind.SERVER);
    Duration interval =
        map.get("interval").flatMap(value -> Durations.within(value, "1s", "5m")).orElse(INTERVAL);
    int hosts = map.integer("max_hosts", 1, MOST_HOSTS).orElse(MAX_HOSTS);
    Optional<String> id = sources.define(map, name -> name);
    return id.isPresent() && customer.isPresent() && site.isPresent() && token.isPresent()
        ? Optional.of(
            new Source(
                id.get(),
                customer.get(),
                site.get(),
                kind,
                interval,
                hosts,
                severities(map),
                token.get()))
        : Optional.empty();
  }

  private static SortedMap<String, AlertLevel> severities(YamlMap map) {
    SortedMap<String, AlertLevel> severities = new TreeMap<>();
    map.map("severities")
        .ifPresent(
            words ->
                words
                    .keys()
                    .forEach(
                        word ->
                            words
                                .choice(word, LEVELS, AlertLevel::id)
                                .ifPresent(level -> severities.put(word, level))));
    return severities;
  }

  private Optional<CustomerId> customer(YamlMap map) {
    return map.get("customer").flatMap(this::customer);
  }

  private Optional<CustomerId> customer(YamlValue value) {
    return Ids.read(value)
        .map(id -> new CustomerId(references.use(References.Kind.CUSTOMER, value, id)));
  }

  private static Optional<TokenHash> token(YamlMap map) {
    return map.get("sha256")
        .flatMap(
            value ->
                value.parse(
                    text ->
                        TokenHash.isForm(text)
                            ? Parsed.good(new TokenHash(text))
                            : Parsed.bad(
                                "is no SHA-256; the token itself is never written here", HASH),
                    HASH));
  }
}
