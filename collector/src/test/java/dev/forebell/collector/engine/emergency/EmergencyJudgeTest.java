package dev.forebell.collector.engine.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Estate;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.collector.engine.incident.DeskFixture;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.ServiceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The judgement alone, on the customer of {@link DeskFixture}. */
class EmergencyJudgeTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private final SortedMap<ConditionKey, HeldCondition> conditions = new TreeMap<>();
  private final SortedMap<HostId, PeopleCount> people = new TreeMap<>();

  @Test
  void twoOfThreeDesktopHostsAreTheGreaterPartOfThePeople() {
    down("vdi-02");
    counted("vdi-02", 19);
    assertEquals(List.of(), subjects(), "19 of 61, 21 without a seat");
    down("vdi-03");
    counted("vdi-03", 19);
    Criterion.PeopleAffected met = (Criterion.PeopleAffected) judge().met().getFirst();
    assertEquals(List.of("desktops", "acme"), subjects());
    assertEquals(38, met.onItNow());
    assertEquals(41, met.withoutSeat());
    assertEquals(41, met.affected());
    assertEquals(List.of(new HostId("vdi-02"), new HostId("vdi-03")), met.hosts());
    assertEquals(Optional.of(NOW), met.counts().getFirst().countedAt());
  }

  @Test
  void atNightNobodyIsOnItButNobodyWillFindASeat() {
    down("vdi-01");
    down("vdi-02");
    assertEquals(List.of("desktops"), subjects());
  }

  @Test
  void aServiceOfTheGreaterPartOfTheStaffThatIsOutIsAnEmergency() {
    down("files-01");
    assertEquals(List.of("files"), judged(List.of("files-01"), 31), "31 of 61 people");
    assertEquals(List.of(), judged(List.of("files-01"), 30), "30 of 61 people");
    assertEquals(List.of(), judged(List.of("files-01", "erp-01"), 61), "one member is left");
  }

  @Test
  void morePeopleThanSeatsAreExpectedAllTheSame() {
    down("vdi-01");
    assertEquals(List.of("files"), judged(List.of("vdi-01", "vdi-02"), 61), "41 without a seat");
  }

  /** With one service that is not key, and nothing else. */
  private List<String> judged(List<String> members, int of) {
    CustomerConfig known = DeskFixture.customer();
    ServiceId id = new ServiceId("files");
    List<HostId> hosts = members.stream().map(HostId::new).toList();
    Service files = new Service(id, false, 1, hosts, of, List.of(), Optional.empty());
    CustomerConfig config =
        known.with(
            new Estate(
                known.sites(),
                known.hosts(),
                new TreeMap<>(Map.of(id, files)),
                List.of(),
                Topology.NONE));
    return EmergencyJudge.judge(
            new EmergencyFacts(config, conditions, _ -> false, new TreeSet<>(), people))
        .met()
        .stream()
        .map(Criterion::subject)
        .toList();
  }

  @Test
  void aRecoveringHostServesAgain() {
    down("vdi-02");
    down("vdi-03");
    conditions.replaceAll((_, held) -> held.recovering(NOW));
    assertEquals(List.of(), subjects());
  }

  @Test
  void aMemberIsOutByItsOutageRuleToo() {
    hold("erp-01", "erp-stopped", Meaning.OUTAGE, false);
    assertEquals(List.of("erp"), subjects());
  }

  @Test
  void anotherOutageOfAMemberLeavesTheServiceUp() {
    hold("erp-01", "disk-full", Meaning.OUTAGE, false);
    assertEquals(List.of(), subjects());
  }

  @Test
  void aDegradationIsNeverAnEmergency() {
    hold("erp-01", "erp-stopped", Meaning.DEGRADATION, false);
    hold("files-01", "agent_lost", Meaning.DEGRADATION, true);
    assertEquals(List.of(), subjects());
  }

  @Test
  void desktopsAndListedHostsAndRulesNeverCauseOne() {
    down("pc-01");
    down("test-01");
    hold("vdi-01", "printer-jam", Meaning.OUTAGE, false);
    counted("vdi-01", 61);
    assertEquals(List.of(), subjects());
  }

  @Test
  void aGroupCountsHostsThatAreDown() {
    down("files-01");
    hold("erp-01", "disk-full", Meaning.OUTAGE, false);
    assertEquals(List.of(), subjects());
    down("erp-01");
    assertEquals(List.of("erp", "core"), subjects());
  }

  private Verdict judge() {
    return EmergencyJudge.judge(
        new EmergencyFacts(
            DeskFixture.customer(), conditions, _ -> false, new TreeSet<>(), people));
  }

  private List<String> subjects() {
    return judge().met().stream().map(Criterion::subject).toList();
  }

  private void down(String host) {
    hold(host, "host_down", Meaning.OUTAGE, true);
  }

  private void counted(String host, int count) {
    people.put(new HostId(host), new PeopleCount(count, NOW));
  }

  private void hold(String host, String rule, Meaning means, boolean link) {
    ConditionKey key = new ConditionKey(new HostId(host), new RuleId(rule), "");
    conditions.put(
        key,
        new HeldCondition(
            key, NOW, DeskFixture.finding(means, Severity.CRITICAL, link, NOW), Optional.empty()));
  }
}
