package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.MEMORY_OOM_KILLS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OomProbeTest {
  private static final String VMSTAT =
      """
      nr_free_pages 262511
      pswpin 12
      drop_slab 0
      oom_kill 3
      pgmajfault 41
      numa_pte_updates 0
      """;

  @TempDir private Path folder;

  @Test
  void theKernelsCountIsOneNumberAmongMany() throws IOException {
    Path vmstat = Files.writeString(folder.resolve("vmstat"), VMSTAT);
    assertEquals(3, Readings.number(new OomProbe(vmstat).read(), MEMORY_OOM_KILLS));
  }

  @Test
  void pagesThatHadToBeFetchedAreCounted() throws IOException {
    Path vmstat = Files.writeString(folder.resolve("vmstat"), VMSTAT);
    Sample faults = new OomProbe(vmstat).read().getLast();
    assertEquals(Sample.of(Metrics.PAGING_FAULTS.series(Metrics.FAULT_TYPE, "major"), 41), faults);
  }

  @Test
  void aKernelThatDoesNotCountThemSaysNothingRatherThanZero() {
    assertEquals(
        Reading.unavailable(Cause.NOT_SUPPORTED),
        OomProbe.samples(new KeyedNumbers("nr_free_pages 262511\npswpin 12")).getFirst().reading());
  }

  @Test
  void withoutTheFileNothingIsSaid() {
    OomProbe probe = new OomProbe(folder.resolve("none"));
    assertThrows(NoSuchFileException.class, probe::read);
  }
}
