package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration folder that a test writes. */
final class TestConfig {
  /** What a source of {@link #withSource} says to be let in. */
  static final String SOURCE_TOKEN = "fbt_test-token-of-the-source";

  private final Path folder;

  TestConfig(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  TestConfig with(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes over a file of the sample configuration. */
  TestConfig withSample(String name) {
    try {
      return with(name, Files.readString(Checkout.root().resolve("config").resolve(name)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The sample's customer demo with this machine, short clearing times and agents every second. */
  static TestConfig quick(Path folder) {
    return new TestConfig(folder)
        .with("collector.yaml", "agents: {interval: 1s}\n")
        .with(
            "customers/demo.yaml",
            """
            customer: {id: demo, code: DEMO, zone: Europe/Berlin, people: 61, people_share: 50%, contract: quick, webhooks: [demo-desk]}
            sites: [{id: hq}]
            hosts: [{id: this-host, site: hq, kind: server, confirm: 3s}]
            """)
        .with(
            "contracts/quick.yaml",
            """
            contract: {id: quick, valid_from: 2000-01-01, calendar: always, reopen_within: 2s}
            targets:
              - {clock: response, anchor: "first_of(detected, reported)", amount: 30m}
              - {clock: resolution, anchor: detected, amount: 4h}
            internal: [{clock: response, anchor: detected, amount: 10m, calendar: always}]
            """);
  }

  /** Lets another system in, with {@link #SOURCE_TOKEN}, for the customer demo. */
  TestConfig withSource(String id) {
    return with(
        "collector.yaml",
        """
        agents: {interval: 1s}
        sources: [{id: %s, customer: demo, site: hq, interval: 1s, sha256: %s}]
        """
            .formatted(id, SecretHash.of(SOURCE_TOKEN)));
  }

  /** The same, and the sample's rules and desk for alerts that another system raises. */
  TestConfig withForeignAlerts() {
    return withSource("others")
        .withSample("webhooks/demo-desk.yaml")
        .withSample("rules/alerts.yaml")
        .withSample("runbooks/foreign-alert.md");
  }

  /** Watches the fullness of one mount point, at once and with two levels: 60 % and 80 %. */
  TestConfig withFillRule(Path mount) {
    return with(
            "rules/fill.yaml",
            """
            rules:
              - id: disk-full
                kind: threshold
                metric: system.filesystem.utilization
                where: {system.filesystem.state: used, system.filesystem.mountpoint: "%s"}
                means: degradation
                levels:
                  - {severity: warning, above: 60%%, clear: 50%%}
                  - {severity: critical, above: 80%%, clear: 70%%}
                clear_for: 2s
            """
                .formatted(mount))
        .with(
            "agent.yaml",
            """
            collector: "${env:FOREBELL_COLLECTOR}"
            key: "${env:FOREBELL_AGENT_KEY}"
            filesystems: {include: ["%s"]}
            """
                .formatted(mount));
  }
}
