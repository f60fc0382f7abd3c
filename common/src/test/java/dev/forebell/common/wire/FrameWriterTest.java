package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
  private final FrameWriter writer = new FrameWriter(WireLimits.DEFAULT);
  private final FrameReader reader = new FrameReader(WireLimits.DEFAULT);

  @Test
  void aSampleOfAnOrdinaryBatchCostsFewBytes() {
    List<Integer> ids = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ids.add(i);
      readings.add(i % 2 == 0 ? Reading.of(i * 4096.0) : Reading.of(i / 7.0));
    }
    byte[] message =
        writer.write(
            new Frame.Samples(
                Lane.LIVE,
                Long.MIN_VALUE,
                1_000_000,
                Instant.ofEpochSecond(1_790_000_000L),
                ids,
                readings));
    assertTrue(message.length <= 150 * 11, message.length + " bytes for 150 samples");
  }

  @Test
  void longSentencesAreShortenedAndHalfASurrogateIsReplaced() {
    Frame.Reject reject =
        new Frame.Reject(Frame.RejectCode.LIMIT, "\u20ac".repeat(5_000), Optional.empty());
    Decoded.Ok read = assertInstanceOf(Decoded.Ok.class, reader.read(writer.write(reject)));
    assertEquals("\u20ac".repeat(341), ((Frame.Reject) read.frame()).text());
    Frame.Series half = new Frame.Series(0, List.of(SeriesKey.of("m", "mount", "C:\ud83d")));
    assertInstanceOf(Decoded.Ok.class, reader.read(writer.write(half)));
  }

  @Test
  void aFrameAboveTheMessageLimitIsTheCallersMistake() {
    List<SeriesKey> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      keys.add(new SeriesKey("m" + i, Attributes.of("a", "x".repeat(1_000))));
    }
    Frame.Series tooMuch = new Frame.Series(0, keys);
    assertThrows(IllegalArgumentException.class, () -> writer.write(tooMuch));
  }
}
