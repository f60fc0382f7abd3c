package dev.forebell.collector.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.HostPeople;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.List;
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

  @Test
  void chineseAndRussianSayTheSameNumbers() {
    assertEquals(
        "61 人中有 38 人（62 %）的桌面在 vdi-02 和 vdi-03 上（统计于 2026-03-02T09:58:00.000Z）",
        say(people(true, 38, 40), Language.ZH));
    assertEquals(
        "у 38 из 61 человека (62 %) рабочий стол был на vdi-02 и vdi-03 (по данным на"
            + " 2026-03-02T09:58:00.000Z)",
        say(people(true, 38, 40), Language.RU));
    Criterion service = new Criterion.KeyServiceDown("desktops", 1, 3, 2, causes());
    assertEquals(
        "关键服务 desktops 的 3 个成员中只有 1 个正常，需要 2 个：vdi-02 和 vdi-03 不可用", say(service, Language.ZH));
    assertEquals(
        "у ключевой службы desktops работает 1 из 3 участников, а нужно 2: не работает vdi-02 и"
            + " vdi-03",
        say(service, Language.RU));
    Criterion group =
        new Criterion.HostGroupDown("core", 2, 21, Optional.of(2), Optional.empty(), causes());
    assertEquals("组 core 的 21 台主机中有 2 台宕机：vdi-02 和 vdi-03", say(group, Language.ZH));
    assertEquals(
        "в группе core не работает 2 из 21 узла: vdi-02 и vdi-03", say(group, Language.RU));
  }

  private static String say(Criterion criterion) {
    return say(criterion, Language.EN);
  }

  private static String say(Criterion criterion, Language language) {
    return EmergencySentence.of(criterion, Sentences.in(language));
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
