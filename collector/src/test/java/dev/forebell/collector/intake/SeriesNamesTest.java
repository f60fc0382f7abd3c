package dev.forebell.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesNamesTest {
  @Test
  void whatIsSaidAgainIsTheVerySame() {
    SeriesNames names = new SeriesNames();
    names.begin();
    SeriesKey first = names.next(Metrics.DISK_IO, Metrics.DEVICE, "sda");
    names.begin();
    assertSame(first, names.next(Metrics.DISK_IO, Metrics.DEVICE, "sda"));
  }

  /** Whatever was said the last time, the names are those that were asked for. */
  @Property
  void aNameIsNeverTheOneOfBefore(
      @ForAll @Size(max = 4) List<@Size(max = 6) List<@IntRange(max = 3) Integer>> times) {
    SeriesNames names = new SeriesNames();
    for (List<Integer> time : times) {
      names.begin();
      List<SeriesKey> expected = new ArrayList<>();
      List<SeriesKey> given = new ArrayList<>();
      for (int which : time) {
        String[] attributes =
            which == 0
                ? new String[0]
                : new String[] {Metrics.DEVICE, "d" + which / 2, "x", "y" + which};
        expected.add(Metrics.DISK_IO.series(attributes));
        given.add(names.next(Metrics.DISK_IO, attributes));
      }
      assertEquals(expected, given);
    }
  }
}
