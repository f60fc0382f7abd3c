package dev.forebell.collector.config;

import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code collector.yaml}; every key has a default, so has the file. */
final class CollectorFile {
  static final String NAME = "collector.yaml";
  private static final int MOST_PORTS = 8;
  private static final String ADDRESS = "127.0.0.1, ::1 or localhost";

  private CollectorFile() {}

  static CollectorConfig read(YamlMap file, References references) {
    CollectorConfig otherwise = CollectorConfig.DEFAULT;
    YamlMap root = file.expect(Shape.COLLECTOR.keys());
    TokenReader tokens = new TokenReader(references);
    Optional<YamlMap> listen = root.map("listen").map(map -> map.expect(Shape.LISTEN.keys()));
    Optional<YamlMap> agents = root.map("agents").map(map -> map.expect(Shape.AGENTS.keys()));
    return new CollectorConfig(
        listen
            .flatMap(map -> map.get("address"))
            .flatMap(CollectorFile::address)
            .orElse(otherwise.address()),
        listen.flatMap(map -> map.integer("port", 0, 65_535)).orElse(otherwise.port()),
        root.text("data").orElse(otherwise.data()),
        within(agents, "interval", "1s", "5m").orElse(otherwise.interval()),
        agents
            .flatMap(map -> map.map("intervals"))
            .map(map -> KindTimes.read(map, value -> Durations.within(value, "1s", "5m")))
            .orElse(otherwise.intervals()),
        within(agents, "heartbeat", "500ms", "1m").orElse(otherwise.heartbeat()),
        within(agents, "desktop_heartbeat", "500ms", "5m").orElse(otherwise.desktopHeartbeat()),
        within(agents, "retain", "1m", "15m").orElse(otherwise.retain()),
        agents
            .flatMap(map -> map.get("witness_ports"))
            .map(value -> value.isEmptyList() ? List.<Integer>of() : ports(value))
            .orElse(otherwise.witnessPorts()),
        root.map("tls").map(AgentPortReader::read),
        root.map("metrics")
            .map(map -> map.expect(Shape.METRICS.keys()).each("readers", tokens::reader))
            .orElse(List.of()),
        root.each("sources", tokens::source));
  }

  private static Optional<String> address(YamlValue value) {
    return value.parse(
        text ->
            switch (text) {
              case "127.0.0.1", "::1", "localhost" -> Parsed.good(text);
              default ->
                  Parsed.bad(
                      Quantity.quoted(text)
                          + " is not a loopback address, and this version has no logins yet:"
                          + " whoever reaches the port can read and acknowledge everything",
                      ADDRESS
                          + "; agents on other machines have the port of 'tls', people a reverse"
                          + " proxy with TLS and logins");
            },
        ADDRESS);
  }

  private static List<Integer> ports(YamlValue value) {
    List<Integer> ports = value.each(port -> port.integer(1, 65_535));
    if (ports.size() > MOST_PORTS) {
      value.problem(ports.size() + " ports", "at most " + MOST_PORTS);
    }
    return ports;
  }

  private static Optional<Duration> within(
      Optional<YamlMap> map, String key, String least, String most) {
    return map.flatMap(agents -> agents.get(key))
        .flatMap(value -> Durations.within(value, least, most));
  }
}
