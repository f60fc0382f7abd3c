package dev.forebell.collector.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.HostPeople;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmergencySentenceTest {
  @Test
  void peopleWhoHadTheirDesktopThere() {
    assertEquals(
        "38 of 61 people (62 %) had their desktop on vdi-02 and vdi-03"
            + " (counted 2026-03-02T09:58:00.000Z)",
        say(people(true, 38, 40)));
    assertEquals(
        "38 of 61 people (62 %) worked on vdi-02 and vdi-03 (counted 2026-03-02T09:58:00.000Z)",
        say(people(false, 38, 0)));
  }

  @Test
  void atNightItIsThoseWhoWillFindNoSeat() {
    assertEquals(
        "40 of 61 people (66 %) cannot be served at the next opening without vdi-02 and vdi-03",
        say(people(true, 0, 40)));
  }

  @Test
  void servicesAndGroupsSayWhatIsLeft() {
    assertEquals(
        "key service desktops has 1 of 3 members up and needs 2: vdi-02 and vdi-03 out",
        say(new Criterion.KeyServiceDown("desktops", 1, 3, 2, causes())));
    assertEquals(
        "2 of 5 hosts of group core are down: vdi-02 and vdi-03",
        say(new Criterion.HostGroupDown("core", 2, 5, Optional.of(2), Optional.empty(), causes())));
  }

  private static String say(Criterion criterion) {
    return EmergencySentence.of(criterion, Sentences.in(Locale.ENGLISH));
  }

  private static Criterion people(boolean desktops, int onIt, int withoutSeat) {
    Instant counted = Instant.parse("2026-03-02T09:58:00Z");
    return new Criterion.PeopleAffected(
        "desktops",
        true,
        desktops,
        Math.max(onIt, withoutSeat),
        onIt,
        withoutSeat,
        61,
        0.5,
        List.of(
            new HostPeople(new HostId("vdi-02"), onIt / 2, Optional.of(counted), 0),
            new HostPeople(
                new HostId("vdi-03"), onIt / 2, Optional.of(counted.plusSeconds(60)), 0)),
        causes());
  }

  private static List<ConditionKey> causes() {
    return List.of(
        new ConditionKey(new HostId("vdi-02"), new RuleId("host_down"), ""),
        new ConditionKey(new HostId("vdi-03"), new RuleId("host_down"), ""));
  }
}
