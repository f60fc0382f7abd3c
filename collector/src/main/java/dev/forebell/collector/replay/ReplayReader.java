package dev.forebell.collector.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problem;
import dev.forebell.common.config.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole replay file: all of it, or every mistake in it. */
public final class ReplayReader {
  /** A file that is something else altogether need not be reported line by line. */
  private static final int MOST_PROBLEMS = 100;

  private final String name;
  private final ObjectReader json =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();
  private final Problems problems = new Problems();
  private final List<ReplayLine> lines = new ArrayList<>();

  private ReplayReader(String name) {
    this.name = name;
  }

  /** What came of a file. */
  public sealed interface Read {
    /** In order of time. */
    record Ok(List<ReplayLine> lines) implements Read {}

    /** Not to be replayed. */
    record Bad(List<Problem> problems) implements Read {}
  }

  /**
   * Reads {@code in} to its end. Blank lines are skipped.
   *
   * @param name what problems call the file
   */
  public static Read read(String name, BufferedReader in) throws IOException {
    return new ReplayReader(name).read(in);
  }

  private Read read(BufferedReader in) throws IOException {
    Instant last = Instant.MIN;
    int number = 0;
    String text = in.readLine();
    while (text != null && problems.errors().size() < MOST_PROBLEMS) {
      number++;
      if (!text.isBlank()) {
        last = line(number, text, last);
      }
      text = in.readLine();
    }
    return problems.isEmpty() ? new Read.Ok(lines) : new Read.Bad(problems.errors());
  }

  private Instant line(int number, String text, Instant last) {
    try {
      ReplayLine line = LineReader.read(number, json.readTree(text));
      if (line.at().isBefore(last)) {
        throw new Malformed("\"at\" is earlier than the line before", "lines in order of time");
      }
      lines.add(line);
      return line.at();
    } catch (JsonProcessingException broken) {
      int column = Math.max(1, broken.getLocation().getColumnNr());
      add(number, column, "not JSON: " + broken.getOriginalMessage(), "one JSON object a line");
    } catch (Malformed malformed) {
      add(number, 1, malformed.what(), malformed.expected());
    }
    return last;
  }

  private void add(int line, int column, String what, String expected) {
    problems.add(new Position(name, line, column), what, expected);
  }
}
