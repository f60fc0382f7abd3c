package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Frame;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What many agents say alike is kept once, and whoever makes up names harms nobody's data. */
class KnownSeriesTest {
  private final KnownSeries names = new KnownSeries();

  @Test
  void theSameNamesOfTwoAgentsBecomeOne() {
    Frame.Series first = names.shared(new Frame.Series(0, series("eth", 200)));
    Frame.Series second = names.shared(new Frame.Series(7, series("eth", 200)));

    assertEquals(new Frame.Series(7, series("eth", 200)), second);
    for (int i = 0; i < 200; i++) {
      assertSame(first.series().get(i), second.series().get(i));
    }
  }

  @Test
  void aFloodOfMadeUpNamesComesThroughUnchangedAndTakesNoMoreRoom() {
    SeriesKey before = names.shared(new Frame.Series(0, series("eth", 1))).series().getFirst();
    List<SeriesKey> flood = series("made-up-", 300_000);

    assertEquals(flood, names.shared(new Frame.Series(0, flood)).series());
    SeriesKey after = names.shared(new Frame.Series(0, series("eth", 1))).series().getFirst();
    assertEquals(before, after);
    assertNotSame(before, after, "the flood took its place: the room is bounded");
  }

  private static List<SeriesKey> series(String device, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SeriesKey.of("system.network.io", "network.interface.name", device + i))
        .toList();
  }
}
