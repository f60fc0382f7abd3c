package dev.forebell.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.ExpositionFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static String number(double value) {
    return Written.by(ExpositionFormat.TEXT, out -> out.line(new byte[0], new byte[] {' '}, value))
        .strip();
  }

  @Test
  void numbersReadBackAsWhatTheyWere() {
    Random random = new Random(7);
    List<Double> values = new ArrayList<>(List.of(0.0, -1.0, 1e15, 1e300, 4.9E-324, 0.1 + 0.2));
    values.addAll(List.of(999_999_999_999_999.0, -999_999_999_999_999.0, 10.0, 9.0, 100.0));
    for (int i = 0; i < 10_000; i++) {
      values.add(Double.longBitsToDouble(random.nextLong()));
      values.add((double) random.nextInt());
    }
    for (double value : values) {
      if (Double.isFinite(value)) {
        assertEquals(value, Double.parseDouble(number(value)), number(value));
      }
    }
  }

  @Test
  void wholeNumbersHaveNoFraction() {
    assertEquals("86400", number(86_400));
    assertEquals("-42", number(-42));
    assertEquals("0", number(0));
    assertEquals("+Inf", number(Double.POSITIVE_INFINITY));
  }

  @Test
  void nothingLargerThanAChunkIsEverHeld() throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException("one by one");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            pieces.add(java.util.Arrays.copyOfRange(bytes, from, from + length));
          }
        };
    Lines lines = new Lines(out, ExpositionFormat.TEXT);
    byte[] start = "name{label=\"".getBytes(StandardCharsets.US_ASCII);
    byte[] rest = ("x".repeat(500) + "\"} ").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 1000; i++) {
      lines.line(start, rest, i + 0.5);
    }
    byte[] huge = "y".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    lines.line(huge, rest, 1);
    lines.end();
    assertTrue(pieces.size() > 15, "pieces " + pieces.size());
    int total = pieces.stream().mapToInt(piece -> piece.length).sum();
    assertTrue(total > 600_000, "bytes " + total);
    assertTrue(pieces.stream().allMatch(piece -> piece.length <= 100_000));
    assertArrayEquals(huge, pieces.stream().filter(p -> p.length == 100_000).findFirst().get());
  }
}
