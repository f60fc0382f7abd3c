package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
  private static final String RULES =
      """
      rules:
        - id: disk-full
          kind: threshold
          metric: system.filesystem.utilization
          where: {system.filesystem.state: used}
          applies_to: {kind: [server, vdi_host]}
          means: risk
          levels:
            - {severity: warning, above: 85%, for: 10m, and: {metric: system.filesystem.usage, where: {system.filesystem.state: free}, below: 40GiB}}
            - {severity: critical, above: 95%, clear: 92%, for: 2m, means: degradation, wake: now}
          runbook: disk.md
      """;
  private static final String CUSTOMER =
      """
      customer: {id: acme, code: ACME, zone: Asia/Shanghai, people: 61, contract: premium, not_emergency: [], webhooks: [], mode: live}
      sites: [{id: hq, depends_on_uplink: false}]
      hosts:
        - {id: vdi-01, site: hq, kind: vdi_host, seats: 20, confirm: 10s, labels: {}}
        - {id: desk-7, site: hq, kind: desktop, labels: {floor: "3"}}
      services: [{id: desktops, key: true, min_up: 1, hosts: [vdi-01], people: 61, outage_when: [disk-full]}]
      groups: [{id: vdi, hosts: [vdi-01], share: 50%}]
      """;
  private static final String CONTRACT =
      """
      contract: {id: premium, valid_from: 2026-01-01, calendar: always, pause: [waiting_customer]}
      targets:
        - {clock: response, amount: 2wh, when: {severity: [critical]}}
        - {clock: onsite, anchor: promoted, amount: 2h, calendar: always, when: {emergency: true}}
      internal: [{clock: response, amount: 10m}]
      """;

  @TempDir private Path dir;

  private ConfigurationFolder folder() {
    return new ConfigurationFolder(dir)
        .with("rules/disk.yaml", RULES)
        .with("customers/acme.yaml", CUSTOMER)
        .with("contracts/premium.yaml", CONTRACT)
        .with("runbooks/disk.md", "# Disk");
  }

  @Test
  void sitesNeedNotBeListed() {
    String bare =
        """
        customer: {id: bare, zone: UTC}
        hosts: [{id: bare-1, kind: server}, {id: bare-2, site: annex, kind: server}]
        """;
    String lone =
        """
        customer: {id: lone, zone: UTC}
        sites: [{id: hq}]
        hosts: [{id: lone-1, kind: server}]
        """;
    Configuration read =
        folder().with("customers/bare.yaml", bare).with("customers/lone.yaml", lone).read();
    CustomerConfig unlisted = read.customers().get(new CustomerId("bare"));
    assertEquals("[annex, unknown]", unlisted.sites().keySet().toString());
    assertEquals("annex", unlisted.hosts().get(new HostId("bare-2")).site().value());
    CustomerConfig one = read.customers().get(new CustomerId("lone"));
    assertEquals("hq", one.hosts().get(new HostId("lone-1")).site().value());
  }

  @Test
  void hostsSampleAsTheirKindIsAskedTo() {
    Configuration read =
        folder()
            .with("collector.yaml", "agents: {interval: 20s, intervals: {desktop: 30s}}")
            .read();
    assertEquals(List.of("desk-7 PT30S", "vdi-01 PT20S"), paces(read));
  }

  /** What lasts three seconds, or is an average of five, is not seen each twenty. */
  @Test
  void aRuleWithShortTimesMakesItsHostsSampleOften() {
    String rule =
        """
        rules:
          - id: busy
            kind: threshold
            metric: system.cpu.utilization
            applies_to: {kind: [desktop]}
            means: degradation
            levels: [{severity: warning, above: 90%, for: 1h}, {severity: critical, above: 95%, for: 7s}]
            runbook: disk.md
        """;
    ConfigurationFolder folder = folder().with("collector.yaml", "agents: {interval: 20s}");
    assertEquals(
        List.of("desk-7 PT3S", "vdi-01 PT20S"), paces(folder.with("rules/busy.yaml", rule).read()));
    String window = rule.replace("levels:", "window: {length: 5s, aggregate: avg}\n    levels:");
    assertEquals(
        List.of("desk-7 PT2S", "vdi-01 PT20S"),
        paces(folder.with("rules/busy.yaml", window).read()));
    String shortest = rule.replace("7s", "500ms");
    assertEquals(
        List.of("desk-7 PT1S", "vdi-01 PT20S"),
        paces(folder.with("rules/busy.yaml", shortest).read()));
    String long20 = rule.replace("7s", "20s");
    assertEquals(
        List.of("desk-7 PT20S", "vdi-01 PT20S"),
        paces(folder.with("rules/busy.yaml", long20).read()));
  }

  private static List<String> paces(Configuration read) {
    return HostProfiles.of(read).values().stream()
        .map(profile -> profile.host().value() + " " + profile.interval())
        .toList();
  }

  private Rule.Threshold diskRule() {
    return (Rule.Threshold)
        folder().read().rules().stream()
            .filter(rule -> rule.id().equals(new RuleId("disk-full")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void levelsTakeWhatTheyDoNotSayFromTheRule() {
    List<Rule.Level> levels = diskRule().levels();
    assertEquals(0.8075, levels.get(0).clear(), 1e-9);
    assertEquals(Meaning.RISK, levels.get(0).means());
    assertEquals(Wake.NEVER, levels.get(0).wake());
    assertEquals(40d * (1L << 30), levels.get(0).guard().orElseThrow().bound());
    assertEquals(0.92, levels.get(1).clear());
    assertEquals(Severity.CRITICAL, levels.get(1).severity());
    assertEquals(Meaning.DEGRADATION, levels.get(1).means());
    assertEquals(Duration.ofMinutes(5), diskRule().clearFor());
  }

  @Test
  void theUsualClearIsCountedInDecimals() {
    String rules =
        """
        rules:
          - id: few
            kind: threshold
            metric: system.memory.utilization
            means: degradation
            levels: [{severity: warning, below: 10%}, {severity: critical, below: 7%}]
        """;
    List<Double> clear =
        folder().with("rules/few.yaml", rules).read().rules().stream()
            .filter(rule -> rule.id().value().equals("few"))
            .flatMap(rule -> ((Rule.Threshold) rule).levels().stream())
            .map(Rule.Level::clear)
            .toList();
    assertEquals(List.of(0.105, 0.0735), clear);
  }

  @Test
  void customerCarriesItsContractsAndTheirCalendarsOnly() {
    CustomerConfig acme =
        folder()
            .with("contracts/other.yaml", "contract: {id: other, calendar: always}")
            .read()
            .customers()
            .get(new CustomerId("acme"));
    assertEquals(Set.of("premium"), acme.contracts().keySet());
    assertEquals(Set.of("always"), acme.calendars().keySet());
    assertEquals(0.5, acme.peopleShare());
    assertEquals(
        "detected",
        acme.contracts().get("premium").getFirst().internal().getFirst().anchor().toString());
    assertEquals(
        "first_of(detected, reported)",
        acme.contracts().get("premium").getFirst().targets().getFirst().anchor().toString());
  }

  @Test
  void profileHoldsTheRulesInScopeAndTheBuiltInLinkRules() {
    var profiles = HostProfiles.of(folder().read());
    HostProfile vdi = profiles.get(new HostId("vdi-01"));
    HostProfile desktop = profiles.get(new HostId("desk-7"));
    assertEquals(List.of("agent_lost", "disk-full", "host_down"), ids(vdi));
    assertEquals(List.of("agent_lost", "host_down"), ids(desktop));
    assertEquals(Duration.ofSeconds(1), vdi.heartbeat());
    assertEquals(Duration.ofSeconds(5), desktop.heartbeat());
    assertEquals(Optional.of(Duration.ofSeconds(10)), vdi.confirm());
  }

  @Test
  void configuredLinkRuleReplacesTheBuiltInOneOnlyWhereItApplies() {
    Configuration configuration =
        folder()
            .with(
                "rules/link.yaml",
                """
                rules:
                  - {id: vdi-down, kind: link, verdict: host_down, after: {vdi_host: 4s}, applies_to: {kind: vdi_host}}
                """)
            .read();
    var profiles = HostProfiles.of(configuration);
    assertEquals(
        List.of("agent_lost", "disk-full", "vdi-down"), ids(profiles.get(new HostId("vdi-01"))));
    assertEquals(List.of("agent_lost", "host_down"), ids(profiles.get(new HostId("desk-7"))));
    Rule.Link own = (Rule.Link) profiles.get(new HostId("vdi-01")).rules().get(2);
    assertEquals(Duration.ofSeconds(4), own.after().get(HostKind.VDI_HOST));
    assertEquals(Duration.ofSeconds(30), own.after().get(HostKind.SERVER));
  }

  @Test
  void emptyFolderIsAConfigurationOfDefaults() {
    Configuration configuration = new ConfigurationFolder(dir).read();
    assertEquals(CollectorConfig.DEFAULT, configuration.collector());
    assertEquals(2, configuration.rules().size());
  }

  @Test
  void missingFolderIsBad() {
    assertInstanceOf(Loaded.Bad.class, new ConfigurationFolder(dir.resolve("absent")).load());
  }

  @Test
  void webhookWithoutCallsSendsEveryKindPlain() {
    Configuration configuration =
        folder().with("webhooks/w.yaml", "webhook: {id: w, url: https://desk.example/hook}").read();
    assertEquals(
        Set.of(WebhookEndpoint.Kind.values()), configuration.webhooks().get("w").calls().keySet());
  }

  @Test
  void versionChangesWithTheMeaningAndNotWithTheComments() {
    String before = diskRule().version();
    folder().with("rules/disk.yaml", "# why\n" + RULES);
    assertEquals(before, readDiskVersion());
    folder().with("rules/disk.yaml", RULES.replace("85%", "84%"));
    assertNotEquals(before, readDiskVersion());
  }

  private String readDiskVersion() {
    return new ConfigurationFolder(dir)
        .read().rules().stream()
            .filter(rule -> rule.id().value().equals("disk-full"))
            .map(Rule::version)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void everyMistakeOfEveryFileIsReportedAtOnce() {
    Loaded loaded =
        folder()
            .with("rules/more.yaml", "rules:\n  - {id: a b, kind: link}\n")
            .with("customers/b.yaml", "customer: {id: b}\n")
            .load();
    List<String> errors = ((Loaded.Bad) loaded).errors().stream().map(Object::toString).toList();
    assertEquals(3, errors.size(), errors.toString());
    assertTrue(errors.get(0).startsWith("customers/b.yaml:1:11: customer: zone is missing"));
  }

  private static List<String> ids(HostProfile profile) {
    return profile.rules().stream().map(rule -> rule.id().value()).toList();
  }
}
