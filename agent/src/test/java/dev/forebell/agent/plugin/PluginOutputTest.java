package dev.forebell.agent.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Outputs as the plugins of Debian's monitoring-plugins print them. */
class PluginOutputTest {
  @Test
  void diskSpaceIsInBytesAndItsLimitsAreLeftToThePlugin() {
    PluginOutput output =
        PluginOutput.parse(
            "DISK OK - free space: / 3326 MiB (56% inode=82%);| /=2643MiB;5948;5958;0;5968\n");
    assertEquals("DISK OK - free space: / 3326 MiB (56% inode=82%);", output.text());
    assertEquals(
        List.of(new PerformanceValue("/", "By", Reading.of(2643.0 * (1 << 20)))), output.values());
  }

  @Test
  void longTextAndFurtherDataAreTakenApart() {
    PluginOutput output =
        PluginOutput.parse(
            """
            DISK OK - free space: / 3326 MB (56%); | /=2643MB;5948;5958;0;5968
            / 15272 MB (77%);
            /boot 68 MB (69%); | /boot=68MB;88;93;0;98
            /home=69357MB;253404;253409;0;253414
            """);
    assertEquals(
        List.of("/", "/boot", "/home"),
        output.values().stream().map(PerformanceValue::label).toList());
  }

  @Test
  void unitsBecomeBaseUnits() {
    assertEquals(
        List.of(
            new PerformanceValue("rta", "s", Reading.of(0.5)),
            new PerformanceValue("pl", "1", Reading.of(0.2)),
            new PerformanceValue("time", "s", Reading.of(0.01)),
            new PerformanceValue("size", "By", Reading.of(2048)),
            new PerformanceValue("hits", "c", Reading.of(17)),
            new PerformanceValue("users", "", Reading.of(-3)),
            new PerformanceValue("volts", "V", Reading.of(12.5))),
        values(
            "rta=500.000ms;3000;5000;0; pl=20%;80;100;0; time=0.010s size=2KB hits=17c users=-3"
                + " volts=12,5V"));
  }

  @Test
  void quotedLabelsHoldAnythingAndRangesAreAllowed() {
    assertEquals(
        List.of(
            new PerformanceValue("C: it's = full", "1", Reading.of(0.5)),
            new PerformanceValue("load1", "", Reading.of(0.25))),
        values("'C: it''s = full'=50%;@10:20;~:90 load1=0.250;5.000;10.000;0;"));
  }

  @Test
  void whatIsNotKnownIsUnavailableAndWhatIsNoItemIsPassedOver() {
    assertEquals(
        List.of(
            new PerformanceValue("age", "", Reading.unavailable(Cause.NOT_SUPPORTED)),
            new PerformanceValue("ok", "", Reading.of(1))),
        values("age=U;;; nonsense =5 bad=abc x=1.2.3 'open=4 ok=1".replace("'open=4 ", "")));
    assertEquals(List.of(), values("'never closed=4"));
  }

  @Test
  void anEmptyOutputIsNoMistake() {
    assertEquals(new PluginOutput("", List.of()), PluginOutput.parse(""));
  }

  @Property
  void noTextBreaksTheReader(
      @ForAll @StringLength(max = 200) @CharRange(from = ' ', to = '~') String text) {
    assertTrue(PluginOutput.parse("x | " + text).values().size() <= 200);
  }

  private static List<PerformanceValue> values(String data) {
    return PluginOutput.parse("OK | " + data).values();
  }
}
