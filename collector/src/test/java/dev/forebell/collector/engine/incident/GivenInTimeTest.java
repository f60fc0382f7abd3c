package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tick of a silence's end is late, and somebody has given another one meanwhile. */
class GivenInTimeTest {
  private final DeskRun run = new DeskRun();

  private void keptBackUntilTwelve() {
    run.feed(DeskScript.read("10:00 given silence s1 disk-* 10:00 12:00"));
    run.feed(DeskScript.read("10:05 began files-01 disk-full degradation critical"));
  }

  private List<String> after(String line) {
    run.step(DeskScript.read(line));
    return run.events().stream()
        .filter(event -> !(event.change() instanceof Change.ClockChanged))
        .map(event -> event.at().toString().substring(11, 16) + " " + event.reason())
        .toList();
  }

  @Test
  void whatItIsAboutStaysKeptBack() {
    keptBackUntilTwelve();
    assertEquals(
        List.of("10:05 SILENCED", "12:05 SILENCED"),
        after("12:05 given silence s2 disk-* 11:50 13:00"));
    run.feed(DeskScript.read("14:00 pass"));
    assertEquals(
        "13:00 SILENCE_OVER", after("14:00 pass").get(2), "and is let out with that one's end");
  }

  @Test
  void whatItIsNotAboutIsLetOut() {
    keptBackUntilTwelve();
    assertEquals(
        List.of("10:05 SILENCED", "12:05 SILENCE_OVER"),
        after("12:05 given silence s2 load-* 11:50 13:00"));
  }
}
