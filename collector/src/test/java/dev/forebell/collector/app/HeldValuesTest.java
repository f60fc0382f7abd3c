package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HeldValuesTest {
  private static final SeriesKey ONE = SeriesKey.of("one");
  private static final SeriesKey TWO = SeriesKey.of("two");

  private static Sample sample(int series, int what) {
    SeriesKey key = SeriesKey.of("m", "n", String.valueOf(series));
    List<Reading.Cause> causes = List.of(Reading.Cause.values());
    return what < causes.size()
        ? Sample.unavailable(key, causes.get(what))
        : Sample.of(key, what / 3.0);
  }

  @Property
  void holdsWhatItWasGivenWhateverItHeldBefore(
      @ForAll @Size(max = 5) List<@Size(max = 8) List<Byte>> batches) {
    HeldValues held = HeldValues.NONE;
    for (List<Byte> batch : batches) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        samples.add(sample(i, batch.get(i) & 0x7F));
      }
      held = held.next(samples);
      assertEquals(samples, held);
    }
  }

  @Test
  void namesOfTheSameSeriesAreKeptOnce() {
    List<Sample> first = List.of(Sample.of(ONE, 1), Sample.of(TWO, 2));
    HeldValues before = HeldValues.NONE.next(first);
    HeldValues same = before.next(List.of(Sample.of(ONE, 3), Sample.of(TWO, 4)));
    HeldValues other = same.next(List.of(Sample.of(TWO, 4), Sample.of(ONE, 3)));
    assertTrue(same.sharesNamesWith(before));
    assertFalse(other.sharesNamesWith(same));
    assertEquals(first, before, "what is shown does not change under the reader");
  }
}
