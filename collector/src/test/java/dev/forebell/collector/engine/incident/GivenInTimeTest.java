package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.customer.Suppressions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tick of a silence's end is late, and somebody has given another one meanwhile: at run time,
 * or in a file that a reload brings. Both have one outcome.
 */
class GivenInTimeTest {
  private final DeskRun run = new DeskRun();

  private void keptBackUntilTwelve() {
    run.feed(DeskScript.read("10:00 given silence s1 disk-* 10:00 12:00"));
    run.feed(DeskScript.read("10:05 began files-01 disk-full degradation critical"));
  }

  private List<String> after(String line) {
    return after(DeskScript.read(line));
  }

  private List<String> after(CustomerInput input) {
    run.step(input);
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

  private static CustomerInput reload(String words) {
    Instant at = DeskScript.time("12:05");
    Suppressions inFile = GivenScript.read(List.of(words.split(" ", -1)));
    return new CustomerInput.ConfigChanged(at, DeskFixture.customer(inFile));
  }

  @Test
  void aSilenceOfAFileKeepsItBackAsWell() {
    keptBackUntilTwelve();
    assertEquals(
        List.of("10:05 SILENCED", "12:05 SILENCED"),
        after(reload("given silence s2 disk-* 11:50 13:00")));
    run.feed(DeskScript.read("14:00 pass"));
    assertEquals("13:00 SILENCE_OVER", after("14:00 pass").get(2));
  }

  @Test
  void aWindowOfAFileKeepsItBackAsWell() {
    keptBackUntilTwelve();
    assertEquals(
        List.of("10:05 SILENCED", "12:05 IN_MAINTENANCE"),
        after(reload("given window w2 files-01 11:50 13:00")));
  }

  @Test
  void aReloadThatBringsNothingForItLetsItOut() {
    keptBackUntilTwelve();
    assertEquals(
        List.of("10:05 SILENCED", "12:05 SILENCE_OVER"),
        after(reload("given window w2 vdi-01 11:50 13:00")));
  }
}
