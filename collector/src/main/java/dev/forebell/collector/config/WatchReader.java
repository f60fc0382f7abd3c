package dev.forebell.collector.config;

import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.Watch;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads who watches the collector itself. */
record WatchReader(References references, Secrets secrets) {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofMinutes(5);

  Optional<Watch> read(YamlMap map) {
    return Optional.of(
        new Watch(
            map.map("heartbeat").flatMap(this::heartbeat),
            map.get("after").flatMap(value -> Durations.within(value, "1m", "1d")).orElse(AFTER),
            map.oneOrEach("tell", value -> name(References.Kind.PEOPLE, value)),
            map.oneOrEach("by", value -> name(References.Kind.CHANNEL, value))));
  }

  private Optional<String> name(References.Kind kind, YamlValue value) {
    return Ids.read(value).map(id -> references.use(kind, value, id));
  }

  private Optional<Watch.Heartbeat> heartbeat(YamlMap map) {
    map.expect(PeopleShape.HEARTBEAT.keys());
    Route route = new RouteReader(secrets).read(map);
    Optional<Secret> url = map.get("url").flatMap(value -> url(value, route.allow()));
    Duration every =
        map.get("every").flatMap(value -> Durations.within(value, "10s", "1h")).orElse(EVERY);
    return url.map(known -> new Watch.Heartbeat(known, every, route));
  }

  private Optional<Secret> url(YamlValue value, List<String> allow) {
    return secrets
        .text(value)
        .filter(text -> WebAddress.read(value, text, allow).isPresent())
        .map(Secret::new);
  }
}
