package dev.forebell.collector.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Lines of a file as a text editor counts them: the JDK's reader is the measure. */
class LineSourcePropertyTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("x", "\n", "\r", "\r\n", " ", "\u4e2d")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  /** Every line that is not blank is a mistake: its number and text show in the problem. */
  @Property(tries = 2000)
  void linesAreCountedAsTheJdkCountsThem(@ForAll("texts") String text) throws IOException {
    List<Integer> expected = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new StringReader(text));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        expected.add(number);
      }
    }
    ReplayReader reader = reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    assertEquals(true, reader.next().isEmpty());
    assertEquals(expected, reader.problems().stream().map(problem -> problem.at().line()).toList());
  }

  @Test
  void aLineMayBeLongerThanTheBuffer() throws IOException, Malformed {
    String longLine = "y".repeat(3 << 20);
    byte[] text = ("a\n" + longLine + "\nb").getBytes(StandardCharsets.UTF_8);
    LineSource source = new LineSource(new ByteArrayInputStream(text));
    List<String> lines = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    while (source.advance()) {
      starts.add(source.consumed());
      lines.add(
          new String(
              Arrays.copyOfRange(source.bytes(), source.start(), source.end()),
              StandardCharsets.UTF_8));
    }
    assertEquals(List.of("a", longLine, "b"), lines);
    assertEquals(List.of(0L, 2L, 3L + longLine.length()), starts);
  }

  @Test
  void aFileWithoutLinesIsNotReadIntoMemory() throws IOException {
    ReplayReader reader = reader(new Endless());
    assertEquals(true, reader.next().isEmpty());
    assertEquals(
        List.of("day.jsonl:1:1: a line of more than 64 MiB; expected one JSON object a line"),
        reader.problems().stream().map(String::valueOf).toList());
  }

  private static ReplayReader reader(InputStream in) {
    return new ReplayReader("day.jsonl", in, new KnownSeries());
  }

  /** Never ends a line. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] to, int from, int length) {
      Arrays.fill(to, from, from + length, (byte) 'x');
      return length;
    }
  }
}
