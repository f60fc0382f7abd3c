package dev.forebell.collector.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.forebell.common.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reading of a line against the one that says what a line means. */
class PlainLinesPropertyTest {
  private static final String START = "{\"at\":\"2026-03-02T10:00:00Z\",\"host\":\"a\",";

  private final JsonLines json = new JsonLines();
  private final KnownSeries known = new KnownSeries();
  private final PlainLines plain = new PlainLines(known, json);

  private Optional<ReplayLine> quick(String text) {
    byte[] bytes = ("x" + text + "\n}").getBytes(StandardCharsets.UTF_8);
    boolean read = plain.read(7, bytes, 1, bytes.length);
    if (read) {
      assertEquals(bytes.length - 1, plain.end(), "behind the line end");
    }
    return read ? Optional.of(plain.line()) : Optional.empty();
  }

  private Optional<ReplayLine> slow(String text) {
    try {
      return Optional.of(LineReader.read(7, json.tree(text)));
    } catch (JsonProcessingException | Malformed mistake) {
      return Optional.empty();
    }
  }

  private void agree(String text) {
    Optional<ReplayLine> quick = quick(text);
    if (quick.isPresent()) {
      assertEquals(slow(text), quick);
      assertEquals(1, text.lines().count(), "no line goes on in the next");
    }
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
            Arbitraries.doubles().map(String::valueOf),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.bigDecimals().map(String::valueOf),
            Arbitraries.of(
                "0", "-0", "-0.0", "0.1", "1e3", "1E+400", "-1.5e-320", "12345678901234567890"),
            Arbitraries.of("null", "\"NaN\"", "\"gone\""))
        .filter(value -> value.length() <= ByteCursor.LONGEST_NUMBER);
  }

  @Property(tries = 3000)
  void readsEveryValueAsItIsWritten(@ForAll("values") String value) {
    String text = START + "\"samples\":[{\"metric\":\"m\",\"value\":" + value + "}]}";
    assertEquals(slow(text), quick(text));
  }

  @Provide
  Arbitrary<String> samples() {
    Arbitrary<String> metrics = Arbitraries.of("m", "n", "system.cpu", "\u5185\u5b58", "q\\\"q");
    Arbitrary<String> attributes =
        Arbitraries.of(
            "",
            "\"attributes\":{},",
            "\"attributes\":null,",
            "\"attributes\": {\"a\": \"b\"}, ",
            "\"attributes\":{\"value\":\"x\",\"b\":\"\\u0041\"},",
            "\"attributes\":{\"b\":\"{\",\"n\":1},",
            "\"unit\":\"By\",");
    return Combinators.combine(metrics, attributes, values())
        .as(
            (metric, more, value) ->
                "{\"metric\":\"" + metric + "\"," + more + "\"value\":" + value + "}");
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> batches =
        samples().list().ofMaxSize(5).map(all -> "\"samples\":[" + String.join(", ", all) + "]}");
    Arbitrary<String> rests =
        Arbitraries.oneOf(batches, Arbitraries.of("\"heartbeat\":true}", "\"heartbeat\": true }"));
    Arbitrary<String> hosts = Arbitraries.of("a", "b-2", "c d", "");
    return Combinators.combine(hosts, rests)
        .as((host, rest) -> START.replace("\"a\"", '"' + host + '"') + rest);
  }

  @Property(tries = 3000)
  void agreesWithTheFullReadingWhereverItSaysAnything(@ForAll("lines") String text) {
    agree(text);
    assertEquals(slow(text), quick(text), "the second time its series are known");
  }

  @Provide
  Arbitrary<String> spoilt() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 400);
    Arbitrary<String> others =
        Arbitraries.of(
            "", "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "0", "\t", "e", "\n", "\r");
    return Combinators.combine(lines(), places, others)
        .as(
            (text, place, other) -> {
              int at = place % text.length();
              return text.substring(0, at) + other + text.substring(at + 1);
            });
  }

  @Property(tries = 10_000)
  void neverReadsALineThatTheFullReadingRefuses(@ForAll("spoilt") String text) {
    agree(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metric\":\"m\",\"metric\":\"m\",\"value\":1}",
        "{\"metric\":\"m\",\"value\":1,\"value\":2}",
        "{\"metric\":\"m\",\"\\u0076alue\":1,\"value\":2}",
        "{\"metric\":\"m\",\"value\":01}",
        "{\"metric\":\"m\",\"value\":1.}",
        "{\"metric\":\"m\",\"value\":.5}",
        "{\"metric\":\"m\",\"value\":+1}",
        "{\"metric\":\"m\",\"value\":true}",
        "{\"metric\":\"m\",\"value\":[1]}",
        "{\"metric\":\"\",\"value\":1}",
        "{\"metric\":3,\"value\":1}",
        "{\"value\":1}"
      })
  void leavesMistakesToTheFullReading(String sample) {
    String text = START + "\"samples\":[" + sample + "]}";
    assertEquals(Optional.empty(), quick(text));
    assertEquals(Optional.empty(), slow(text));
  }

  @Test
  void aSampleThatIsWrittenAnotherWayIsTheSameSeries() {
    String one = "{\"metric\":\"m\",\"attributes\":{\"a\":\"1\",\"b\":\"2\"},\"value\":1}";
    String other = "{\"attributes\":{\"b\":\"2\",\"a\":\"1\"},\"metric\":\"m\", \"value\" : 1}";
    ReplayLine.Samples read =
        (ReplayLine.Samples)
            quick(START + "\"samples\":[" + one + "," + other + "]}").orElseThrow();
    assertSame(read.samples().get(0).series(), read.samples().get(1).series());
    assertEquals(new Reading.Value(1), read.samples().get(1).reading());
    assertEquals(
        List.of(read),
        List.of(slow(START + "\"samples\":[" + one + "," + other + "]}").orElseThrow()));
  }
}
