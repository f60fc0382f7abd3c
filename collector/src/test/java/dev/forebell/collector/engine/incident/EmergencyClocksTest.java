package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.ClockSet;
import dev.forebell.collector.engine.sla.SlaClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What emergencies, their children and their end do to times and clocks. */
class EmergencyClocksTest {
  private final DeskRun run = new DeskRun();

  private void feed(String... lines) {
    for (String line : lines) {
      run.feed(DeskScript.read(line));
    }
  }

  private Incident incident(int number) {
    return run.state()
        .incident(IncidentId.of("ACME", DeskFixture.DAY.getYear(), number))
        .orElseThrow();
  }

  private SlaClock clock(int number, ClockName name) {
    return incident(number).promise().clocks().get(new ClockId(ClockSet.CONTRACT, name));
  }

  private static Instant at(String time) {
    return DeskScript.time(time);
  }

  private List<String> names(int number) {
    return run.events().stream()
        .filter(event -> event.id().number() == number)
        .map(IncidentEvent::name)
        .toList();
  }

  @Test
  void aParentBeganWithTheEarliestOfItsOutagesAlsoIfThatJoinsLater() {
    feed(
        "10:00 began vdi-01 host_down outage critical link since=09:59",
        "10:01 began vdi-02 host_down outage critical link since=09:58");
    assertEquals(at("09:58"), incident(3).times().beganAt());
    SlaClock before = clock(3, ClockName.RESOLUTION);
    feed("10:02 began vdi-03 host_down outage critical link since=09:50");
    assertEquals(at("09:50"), incident(3).times().beganAt());
    assertEquals(before, clock(3, ClockName.RESOLUTION), "no deadline moves");
    feed("10:03 ended vdi-03 host_down");
    assertEquals(at("09:50"), incident(3).times().beganAt(), "that it was so stays true");
  }

  @Test
  void aParentDoesNotFollowAClockThatRests() {
    feed(
        "10:00 began vdi-01 host_down outage critical link",
        "10:30 anna pause #1 appointment",
        "11:00 began vdi-02 host_down outage critical link");
    assertEquals(at("14:00"), clock(1, ClockName.RESOLUTION).deadline(), "as long as it rests");
    assertEquals(at("15:00"), clock(3, ClockName.RESOLUTION).deadline(), "its own");
    feed("11:05 anna resume #1");
    assertEquals(at("14:35"), clock(1, ClockName.RESOLUTION).deadline());
    assertEquals(at("14:35"), clock(3, ClockName.RESOLUTION).deadline(), "now it runs");
  }

  @Test
  void aDemotionChangesNoClockAndTheFactsKnownThenPromoteNoMore() {
    feed("10:00 began erp-01 host_down outage critical link", "10:02 anna demote #1 test-system");
    assertEquals(at("10:15"), clock(1, ClockName.RESPONSE).deadline(), "was promised");
    feed("10:05 people erp-01 20", "10:16 pass");
    assertEquals(false, incident(1).urgency().emergency());
    assertEquals(1, names(1).stream().filter("incident.promoted"::equals).count());
    assertTrue(names(1).contains("sla.breached"));
  }

  @Test
  void onlyAPersonDemotes() {
    feed("10:00 began erp-01 host_down outage critical link");
    List<DeskOutput> outputs = run.feed(DeskScript.read("10:02 bot:desk demote #1 because"));
    assertTrue(outputs.getFirst() instanceof DeskOutput.Refused);
    feed("10:03 recovering erp-01 host_down", "10:04 relapsed erp-01 host_down");
    assertEquals(true, incident(1).urgency().emergency(), "nor does a recovery");
  }

  @Test
  void whomItMayWakeIsToldWhenNothingElseChanges() {
    feed(
        "22:00 began files-01 disk-full degradation critical wake=hours",
        "22:10 changed files-01 disk-full degradation critical wake=now");
    assertEquals("incident.severity_changed", names(1).getLast());
    assertEquals(Wake.NOW, incident(1).finding().wake());
    SlaClock before = clock(1, ClockName.RESPONSE);
    assertEquals(Optional.empty(), incident(1).promise().severityRoseAt(), "no clock moves");
    feed("22:12 changed files-01 disk-full degradation critical wake=now");
    assertEquals(before, clock(1, ClockName.RESPONSE));
    assertEquals(1, names(1).stream().filter("incident.severity_changed"::equals).count());
  }

  @Test
  void whatMayWakeMoreComesBackThoughSomebodyResolvedIt() {
    feed(
        "22:00 began files-01 disk-full degradation critical wake=hours",
        "22:10 anna resolve #1 tomorrow",
        "22:30 changed files-01 disk-full degradation critical wake=now");
    assertEquals(IncidentState.OPEN, incident(1).state());
  }
}
