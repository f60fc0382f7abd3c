package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HeldValuesTest {
  private static final SeriesKey ONE = SeriesKey.of("one");
  private static final SeriesKey TWO = SeriesKey.of("two");
  private static final int MANY = 10_000;

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
  void whatIsShownDoesNotChangeUnderTheReader() {
    List<Sample> first = List.of(Sample.of(ONE, 1), Sample.of(TWO, 2));
    HeldValues before = HeldValues.NONE.next(first);
    HeldValues same = before.next(List.of(Sample.of(ONE, 3), Sample.of(TWO, 4)));
    assertEquals(List.of(Sample.of(TWO, 4), Sample.of(ONE, 3)), same.reversed());
    assertEquals(first, before);
  }

  @Test
  void aBatchOfTheSameSeriesTakesNoMemoryForTheirNames() {
    List<Sample> samples = IntStream.range(0, MANY).mapToObj(n -> sample(n, 100)).toList();
    HeldValues held = HeldValues.NONE.next(samples);
    long numbersAndReasons = MANY * (Double.BYTES + 1L);
    // A reference takes four bytes at least.
    long names = MANY * 4L;
    long same = allocated(() -> held.next(samples));
    assertTrue(same < numbersAndReasons + names / 2, same + " bytes");
    long other = allocated(() -> held.next(samples.reversed()));
    assertTrue(other > numbersAndReasons + names, other + " bytes");
  }

  private static long allocated(Supplier<HeldValues> next) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    int size = next.get().size();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(MANY, size);
    return allocated;
  }
}
