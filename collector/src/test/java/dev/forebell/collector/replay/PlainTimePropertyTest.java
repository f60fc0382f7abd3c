package dev.forebell.collector.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reading of a time against the JDK's. */
class PlainTimePropertyTest {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private static Optional<Instant> quick(String text) {
    byte[] bytes = ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    return PlainTime.read(bytes, 1, bytes.length - 1);
  }

  private static Optional<Instant> slow(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<String> usual() {
    Arbitrary<LocalDateTime> times =
        Arbitraries.longs()
            .between(-62_000_000_000L, 250_000_000_000L)
            .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC))
            .filter(time -> time.getDayOfMonth() < 29);
    Arbitrary<String> fractions =
        Arbitraries.strings()
            .numeric()
            .ofMinLength(0)
            .ofMaxLength(9)
            .map(PlainTimePropertyTest::of);
    return Combinators.combine(times, fractions, offsets())
        .as((time, fraction, offset) -> SECONDS.format(time) + fraction + offset);
  }

  private static String of(String digits) {
    return digits.isEmpty() ? "" : "." + digits;
  }

  private static Arbitrary<String> offsets() {
    return Arbitraries.of("Z", "+08:00", "-03:30", "+17:59", "+00:00", "-00:00");
  }

  @Property(tries = 2000)
  void readsWhatIsWrittenTheUsualWay(@ForAll("usual") String text) {
    assertEquals(slow(text), quick(text));
    assertEquals(true, quick(text).isPresent());
  }

  @Provide
  Arbitrary<String> nearly() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 25);
    Arbitrary<Character> others =
        Arbitraries.of("0123456789-+:.TtZz ".chars().mapToObj(c -> (char) c).toList());
    return Combinators.combine(usual(), places, others)
        .as(
            (text, place, other) ->
                place < text.length()
                    ? text.substring(0, place) + other + text.substring(place + 1)
                    : text + other);
  }

  @Property(tries = 5000)
  void neverReadsWhatTheCalendarWouldNot(@ForAll("nearly") String text) {
    Optional<Instant> quick = quick(text);
    if (quick.isPresent()) {
      assertEquals(slow(text), quick);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T10:00:00Z",
        "2026-04-31T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z",
        "2026-01-00T10:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T10:60:00Z",
        "2026-01-01T10:00:60Z",
        "2026-01-01T10:00:00",
        "2026-01-01T10:00:00+08:60",
        "2026-01-01T10:00:00.1234567890Z"
      })
  void leavesWhatIsNoTimeToTheCalendarWhichRefusesIt(String text) {
    assertEquals(Optional.empty(), quick(text));
    assertEquals(Optional.empty(), slow(text));
  }
}
