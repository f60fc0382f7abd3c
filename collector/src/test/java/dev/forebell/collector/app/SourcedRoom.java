package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.common.config.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Engine and configuration of a customer whose hosts a source tells of. */
final class SourcedRoom {
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private SourcedRoom() {}

  /** Two customers; web-1 comes by a source, db-1 has an agent, and a second source is bet's. */
  static Configuration configuration(Path folder) throws IOException {
    write(
        folder,
        "collector.yaml",
        """
        sources:
          - {id: prom, customer: acme, site: hq, interval: 10s, max_hosts: 1, sha256: %s}
          - {id: far-1, customer: bet, site: hq, sha256: %s, severities: {P1: info}}
        """
            .formatted("0".repeat(64), "1".repeat(64)));
    write(
        folder,
        "customers/acme.yaml",
        """
        customer: {id: acme, code: ACME, zone: Europe/Berlin, people: 5, contract: c}
        sites: [{id: hq}]
        hosts:
          - {id: web-1, site: hq, kind: server, labels: {source: prom}}
          - {id: db-1, site: hq, kind: server}
          - {id: far-1, site: hq, kind: server}
        """);
    write(
        folder,
        "customers/bet.yaml",
        """
        customer: {id: bet, code: BET, zone: Europe/Berlin, people: 5, contract: c}
        sites: [{id: hq}]
        hosts: [{id: bet-1, site: hq, kind: server}]
        """);
    write(
        folder,
        "contracts/c.yaml",
        """
        contract: {id: c, valid_from: 2000-01-01, calendar: always}
        targets: [{clock: response, anchor: detected, amount: 1h}]
        """);
    write(
        folder,
        "rules/load.yaml",
        """
        rules:
          - id: busy
            kind: threshold
            metric: system.cpu.load_average.1m
            means: degradation
            levels: [{severity: warning, above: 4, clear: 3, for: 20s}]
            clear_for: 20s
        """);
    write(
        folder,
        "rules/alerts.yaml",
        Files.readString(Path.of("../config/rules/alerts.yaml"))
            .replace("    runbook: foreign-alert.md\n", ""));
    Loaded loaded = ConfigurationFiles.load(folder, new Secrets(name -> Optional.empty(), folder));
    return assertInstanceOf(Loaded.Ok.class, loaded, loaded.toString()).configuration();
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Its engine, which knows nothing yet. */
  static EngineRoom room(Configuration configuration) {
    return EngineRoom.restored(
        configuration, EmptyLedger.recovered(), START, Duration.ofSeconds(1));
  }
}
