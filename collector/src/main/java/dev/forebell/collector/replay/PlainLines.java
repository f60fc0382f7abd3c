package dev.forebell.collector.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines that make up nearly all of a long file straight from the bytes: a host's samples
 * and its heartbeats, with the keys in the order in which the format shows them. Every other line,
 * mistakes among them, is left to {@link LineReader}, so that what a line means and what is wrong
 * with it is written down once.
 */
final class PlainLines {
  private static final byte[] AT = quoted("at");
  private static final byte[] HOST = quoted("host");
  private static final byte[] SAMPLES = quoted("samples");
  private static final byte[] HEARTBEAT = quoted("heartbeat");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] NULL = ascii("null");

  /** Completes the beginning of a sample to one that can be read. */
  private static final String ANY_VALUE = "0}";

  private static final Reading NOTHING = Reading.unavailable(Reading.Cause.FAILED);

  private final KnownSeries known;
  private final JsonLines json;
  private final ByteCursor in = new ByteCursor();
  private final SampleStart sampleStart = new SampleStart();
  private int samplesBefore;
  private ReplayLine line = new ReplayLine.Tick(0, Instant.EPOCH);

  PlainLines(KnownSeries known, JsonLines json) {
    this.known = known;
    this.json = json;
  }

  /**
   * Reads the line that begins at {@code from}, if its end is before {@code to}.
   *
   * @return false: it is of another kind, or has a mistake, or is cut off
   */
  boolean read(int number, byte[] bytes, int from, int to) {
    in.over(bytes, from, to);
    if (!in.take('{') || !in.takeKey(AT) || !in.takeText()) {
      return false;
    }
    Optional<Instant> at = PlainTime.read(bytes, in.textStart(), in.textEnd());
    if (at.isEmpty() || !in.take(',') || !in.takeKey(HOST) || !in.takeText()) {
      return false;
    }
    Optional<KnownHost> host = known.host(in.text());
    return host.isPresent() && in.take(',') && ofHost(number, at.orElseThrow(), host.orElseThrow());
  }

  private boolean ofHost(int number, Instant at, KnownHost host) {
    int here = in.at();
    if (in.takeKey(SAMPLES)) {
      List<Sample> samples = new ArrayList<>(samplesBefore);
      boolean read = in.take('[') && samples(host, samples) && isEnd();
      samplesBefore = samples.size();
      line = new ReplayLine.Samples(number, at, host.id(), samples);
      return read;
    }
    in.moveTo(here);
    line = new ReplayLine.Heartbeat(number, at, host.id());
    return in.takeKey(HEARTBEAT) && in.takeWord(TRUE) && isEnd();
  }

  /** What was read last. */
  ReplayLine line() {
    return line;
  }

  /** Behind the line that was read last. */
  int end() {
    return in.at();
  }

  private boolean isEnd() {
    return in.take('}') && in.takeLineEnd();
  }

  private boolean samples(KnownHost host, List<Sample> to) {
    if (in.take(']')) {
      return true;
    }
    do {
      Optional<Spelling> spelling = spelling(host);
      if (spelling.isEmpty()) {
        return false;
      }
      host.seen(spelling.orElseThrow());
      Optional<Reading> reading = reading();
      if (reading.isEmpty() || !in.take('}')) {
        return false;
      }
      to.add(new Sample(spelling.orElseThrow().series(), reading.orElseThrow()));
    } while (in.take(','));
    return in.take(']');
  }

  /** Moves behind the colon before the value. */
  private Optional<Spelling> spelling(KnownHost host) {
    in.skipSpace();
    Optional<Spelling> expected = host.expected();
    if (expected.isPresent() && in.take(expected.orElseThrow().start())) {
      return expected;
    }
    Optional<String> start = sampleStart.take(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(known.spelling(host, start.orElseThrow(), this::series));
    } catch (Malformed _) {
      return Optional.empty();
    }
  }

  private SeriesKey series(String start) throws Malformed {
    try {
      return SamplesReader.sample(json.tree(start + ANY_VALUE)).series();
    } catch (JsonProcessingException broken) {
      throw new Malformed("not JSON: " + broken.getOriginalMessage(), "a sample");
    }
  }

  private Optional<Reading> reading() {
    int here = in.at();
    if (in.takeNumber()) {
      return Optional.of(Reading.of(in.number()));
    }
    in.moveTo(here);
    if (in.takeWord(NULL)) {
      return Optional.of(NOTHING);
    }
    in.moveTo(here);
    return in.takeText() ? Optional.of(NOTHING) : Optional.empty();
  }

  private static byte[] quoted(String key) {
    return ascii('"' + key + '"');
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
