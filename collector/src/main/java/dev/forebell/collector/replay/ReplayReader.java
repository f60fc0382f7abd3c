package dev.forebell.collector.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problem;
import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a replay file line by line. Memory does not grow with the file, only with the hosts and
 * series in it. A line with a mistake is no line but a problem; the caller asks for them at the
 * end. One thread.
 */
public final class ReplayReader {
  /** A file that is something else altogether need not be reported line by line. */
  private static final int MOST_PROBLEMS = 100;

  private final String name;
  private final LineSource source;
  private final JsonLines json = new JsonLines();
  private final PlainLines plain;
  private final Problems problems = new Problems();
  private final Deque<String> parts = new ArrayDeque<>();
  private Instant last = Instant.MIN;
  private int number;

  /**
   * @param name what problems call the file
   * @param in the file, UTF-8; the caller closes it
   * @param known what earlier readings of this file learnt
   */
  public ReplayReader(String name, InputStream in, KnownSeries known) {
    this.name = name;
    this.source = new LineSource(in);
    this.plain = new PlainLines(known, json);
  }

  /**
   * The next line without a mistake, in order of time; empty at the end. Blank ones are skipped.
   */
  public Optional<ReplayLine> next() throws IOException {
    Optional<ReplayLine> line = Optional.empty();
    while (line.isEmpty() && problems.errors().size() < MOST_PROBLEMS) {
      if (!parts.isEmpty()) {
        line = written(parts.remove());
      } else if (isPlain(source.next(), source.limit())) {
        source.advanceTo(plain.end());
        line = inOrder(plain.line());
      } else if (advance()) {
        line = current();
      } else {
        return Optional.empty();
      }
    }
    return line;
  }

  /** Every mistake met so far, in order. */
  public List<Problem> problems() {
    return problems.errors();
  }

  /** Bytes read before the line that was given last. */
  public long position() {
    return source.consumed();
  }

  private boolean advance() throws IOException {
    try {
      return source.advance();
    } catch (Malformed tooLong) {
      add(number + 1, 1, tooLong.what(), tooLong.expected());
      return false;
    }
  }

  /** The first look finds plain lines without looking for their end; a cut one needs a second. */
  private Optional<ReplayLine> current() {
    if (isPlain(source.start(), source.next())) {
      return inOrder(plain.line());
    }
    // A carriage return alone ends a line too.
    parts.addAll(List.of(text().split("\r", -1)));
    return Optional.empty();
  }

  private boolean isPlain(int from, int to) {
    boolean read = plain.read(number + 1, source.bytes(), from, to);
    number += read ? 1 : 0;
    return read;
  }

  private String text() {
    return new String(
        source.bytes(), source.start(), source.end() - source.start(), StandardCharsets.UTF_8);
  }

  private Optional<ReplayLine> written(String text) {
    number++;
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return inOrder(LineReader.read(number, json.tree(text)));
    } catch (JsonProcessingException broken) {
      int column = Math.max(1, broken.getLocation().getColumnNr());
      add(number, column, "not JSON: " + broken.getOriginalMessage(), "one JSON object a line");
    } catch (Malformed malformed) {
      add(number, 1, malformed.what(), malformed.expected());
    }
    return Optional.empty();
  }

  private Optional<ReplayLine> inOrder(ReplayLine line) {
    if (line.at().isBefore(last)) {
      add(line.line(), 1, "\"at\" is earlier than the line before", "lines in order of time");
      return Optional.empty();
    }
    last = line.at();
    return Optional.of(line);
  }

  private void add(int line, int column, String what, String expected) {
    problems.add(new Position(name, line, column), what, expected);
  }
}
