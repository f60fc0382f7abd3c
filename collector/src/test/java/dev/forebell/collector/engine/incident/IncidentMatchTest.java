package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.engine.Reason;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentMatchTest {
  private final DeskRun run = new DeskRun();

  @Test
  void oneOpenIncidentIsFoundByHostAndRule() {
    play("10:00 began files-01 disk-full degradation warning subject=/");
    assertEquals(found(1), find("files-01", "disk-full", Optional.empty()));
    assertEquals(found(1), find("files-01", "disk-full", Optional.of("/")));
  }

  @Test
  void twoNeedASubject() {
    play(
        "10:00 began files-01 disk-full degradation warning subject=/",
        "10:00 began files-01 disk-full degradation warning subject=/srv");
    assertEquals(
        new IncidentMatch.Found.NotOne(
            Reason.AMBIGUOUS_INCIDENT,
            "2 incidents of rule disk-full on files-01: INC-ACME-2026-1, INC-ACME-2026-2"),
        find("files-01", "disk-full", Optional.empty()));
    assertEquals(found(2), find("files-01", "disk-full", Optional.of("/srv")));
  }

  @Test
  void aSubjectMayBeNamedByAPart() {
    play(
        "10:00 began files-01 disk-full degradation warning subject=device=/dev/a,point=/",
        "10:00 began files-01 disk-full degradation warning subject=device=/dev/b\\,c,point=/srv");
    assertEquals(found(1), find("files-01", "disk-full", Optional.of("/")));
    assertEquals(found(2), find("files-01", "disk-full", Optional.of("point=/srv")));
    assertEquals(found(2), find("files-01", "disk-full", Optional.of("device=/dev/b\\,c")));
    assertInstanceOf(
        IncidentMatch.Found.NotOne.class, find("files-01", "disk-full", Optional.of("")));
    assertInstanceOf(
        IncidentMatch.Found.NotOne.class, find("files-01", "disk-full", Optional.of("/sr")));
  }

  @Test
  void aResolvedOneIsFoundWhileNoneIsOpen() {
    play(
        "10:00 began files-01 disk-full degradation warning subject=/",
        "10:01 ended files-01 disk-full subject=/");
    assertEquals(found(1), find("files-01", "disk-full", Optional.empty()));
    play("10:02 began files-01 disk-full degradation warning subject=/srv");
    assertEquals(found(2), find("files-01", "disk-full", Optional.empty()));
  }

  @Test
  void noneSaysWhatWasLookedFor() {
    assertEquals(
        new IncidentMatch.Found.NotOne(
            Reason.NO_SUCH_INCIDENT, "no open incident of rule disk-full on files-01 subject '/'"),
        find("files-01", "disk-full", Optional.of("/")));
  }

  @Test
  void anIncidentAboveHostsHasNone() {
    play(
        "10:00 began vdi-01 host_down outage critical link",
        "10:00 began vdi-02 host_down outage critical link");
    assertEquals(
        found(3),
        new IncidentMatch(Optional.empty(), new RuleId("people-outage"), Optional.of("desktops"))
            .find(run.state()));
  }

  private void play(String... lines) {
    List.of(lines).forEach(line -> run.feed(DeskScript.read(line)));
  }

  private static IncidentMatch.Found found(int number) {
    return new IncidentMatch.Found.One(IncidentId.of("ACME", 2026, number));
  }

  private IncidentMatch.Found find(String host, String rule, Optional<String> subject) {
    return new IncidentMatch(Optional.of(new HostId(host)), new RuleId(rule), subject)
        .find(run.state());
  }
}
