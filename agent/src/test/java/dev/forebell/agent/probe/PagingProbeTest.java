package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.PAGING_DIRECTION;
import static dev.forebell.common.model.Metrics.PAGING_OPERATIONS;
import static dev.forebell.common.model.Metrics.PAGING_STATE;
import static dev.forebell.common.model.Metrics.PAGING_USAGE;
import static dev.forebell.common.model.Metrics.PAGING_UTILIZATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagingProbeTest {
  @Test
  void usedAndFreeMakeTheWhole() {
    List<Sample> samples = PagingProbe.samples(1000, 250, 7, 9);
    assertEquals(250, Readings.number(samples, PAGING_USAGE, PAGING_STATE, "used"));
    assertEquals(750, Readings.number(samples, PAGING_USAGE, PAGING_STATE, "free"));
    assertEquals(0.25, Readings.number(samples, PAGING_UTILIZATION, PAGING_STATE, "used"));
    assertEquals(7, Readings.number(samples, PAGING_OPERATIONS, PAGING_DIRECTION, "in"));
    assertEquals(9, Readings.number(samples, PAGING_OPERATIONS, PAGING_DIRECTION, "out"));
  }

  @Test
  void linuxTellsItInTwoTexts() {
    List<Sample> samples =
        PagingProbe.ofLinux(
            new KeyedNumbers("SwapCached: 0 kB\nSwapTotal: 1000 kB\nSwapFree: 750 kB\n"),
            new KeyedNumbers("pgpgin 5\npswpin 7\npswpout 9\n"));
    assertEquals(PagingProbe.samples(1000 << 10, 250 << 10, 7, 9), samples);
  }

  @Test
  void aHostWithoutSwapHasNoUtilisationOfIt() {
    assertEquals(
        Reading.unavailable(Cause.NOT_SUPPORTED),
        Readings.of(PagingProbe.samples(0, 0, 0, 0), PAGING_UTILIZATION, PAGING_STATE, "used"));
  }
}
