package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An incident above others that people resolve or open again while those below it go on. */
class ParentByHandTest {
  private final DeskRun run = new DeskRun();

  private void feed(String... lines) {
    for (String line : lines) {
      run.feed(DeskScript.read(line));
    }
  }

  /** What happened to one incident, clocks and counts of people left out. */
  private List<String> life(int number) {
    return run.events().stream()
        .filter(event -> event.id().number() == number)
        .filter(event -> !(event.change() instanceof Change.ClockChanged))
        .map(event -> event.at().toString().substring(11, 16) + " " + name(event.change()))
        .toList();
  }

  private static String name(Change change) {
    return change instanceof Change.Absorbed absorbed
        ? "below " + absorbed.parent().map(IncidentId::number).orElse(0L)
        : change.getClass().getSimpleName();
  }

  private List<Long> open() {
    return run.state().incidents().values().stream()
        .filter(Incident::open)
        .map(one -> one.id().number())
        .toList();
  }

  private void twoOfThreeAreDown() {
    feed(
        "10:00 began vdi-01 host_down outage critical link",
        "10:00 began vdi-02 host_down outage critical link");
    assertEquals(List.of("10:00 Opened", "10:00 Promoted"), life(3), "the people-outage");
    feed("10:05 anna resolve #3 enough");
  }

  @Test
  void whatStandsBelowAnotherByNowIsThatOnesMatter() {
    twoOfThreeAreDown();
    feed("10:06 began vdi-03 host_down outage critical link");
    assertEquals(List.of("10:06 Opened", "10:06 Promoted"), life(5), "no desktops are left");
    feed(
        "10:40 ended vdi-01 host_down",
        "10:41 ended vdi-02 host_down",
        "10:42 ended vdi-03 host_down",
        "11:20 pass");
    assertEquals(
        List.of("10:00 Opened", "10:00 Promoted", "10:05 Resolved", "10:35 Closed"), life(3));
    assertEquals(
        List.of("10:06 Opened", "10:06 Promoted", "10:42 Resolved", "11:12 Closed"),
        life(5).stream().filter(one -> !one.contains("Restored")).toList());
    assertEquals(List.of(), open());
  }

  @Test
  void comesBackForWhatWasResolvedByWordTooAndEndsWithIt() {
    twoOfThreeAreDown();
    feed("10:20 anna resolve #1 enough", "10:21 anna resolve #2 enough", "10:36 pass");
    assertEquals(
        List.of("10:00 Opened", "10:00 Promoted", "10:05 Resolved", "10:35 Reopened"), life(3));
    feed("10:40 ended vdi-01 host_down");
    assertEquals(List.of(3L), open(), "one of the two is down");
    feed("10:44 ended vdi-02 host_down");
    assertEquals("10:44 Resolved", life(3).getLast());
    feed("11:20 pass");
    assertEquals(List.of(), open());
  }

  @Test
  void isOverWhenTheLastChildThatWasResolvedByWordCloses() {
    twoOfThreeAreDown();
    feed(
        "10:20 anna resolve #1 enough",
        "10:21 anna resolve #2 enough",
        "10:36 pass",
        "10:37 given window w1 vdi-01 10:38 14:00 window w2 vdi-02 10:38 14:00",
        "10:52 pass");
    assertEquals(
        List.of("10:00 Opened", "10:00 below 3", "10:20 Resolved", "10:50 Closed"), life(1));
    assertEquals("10:51 Resolved", life(3).getLast(), "what goes on is kept back by the windows");
  }

  @Test
  void aPersonWhoOpensItAgainResolvesIt() {
    twoOfThreeAreDown();
    feed(
        "10:07 ended vdi-01 host_down",
        "10:08 ended vdi-02 host_down",
        "10:10 anna reopen #3 people-still-call",
        "10:39 pass");
    assertEquals(List.of(3L), open(), "not even when those below it have closed");
    run.restart(DeskScript.time("10:50"));
    assertEquals(List.of(3L), open());
    feed("10:51 anna resolve #3 done", "11:22 pass");
    assertEquals(List.of(), open());
  }

  @Test
  void aGroupThatAPersonOpensAgainStaysOpen() {
    for (int disk = 1; disk <= 5; disk++) {
      feed("10:00 began files-01 disk-full degradation warning subject=/" + disk);
    }
    feed("10:01 pass");
    for (int disk = 1; disk <= 5; disk++) {
      feed("10:10 ended files-01 disk-full subject=/" + disk);
    }
    assertEquals(List.of(), open());
    long group = run.state().aboveHosts().getFirst().id().number();
    feed("10:12 anna reopen #" + group + " not-done", "11:00 pass");
    assertEquals(List.of(group), open());
  }
}
