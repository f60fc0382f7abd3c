package dev.forebell.collector.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times of public objects, digit by digit, are what the pattern says. */
class PublicTimeTest {
  private static final DateTimeFormatter PATTERN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Test
  void finerPartsAreCutAndNothingIsLeftOut() {
    assertEquals("2026-01-02T03:04:05.006Z", Json.publicTime(at("2026-01-02T03:04:05.006999999Z")));
    assertEquals("1969-12-31T23:59:59.999Z", Json.publicTime(at("1969-12-31T23:59:59.999999Z")));
    assertEquals("0007-01-01T00:00:00.000Z", Json.publicTime(at("0007-01-01T00:00:00Z")));
  }

  @Test
  void aSpanThatRunsBackwardsHasOneMinusBeforeAllOfIt() {
    assertEquals("PT1H18M46S", Json.span(Duration.ofSeconds(4726)));
    assertEquals("PT0S", Json.span(Duration.ZERO));
    assertEquals("-PT1H18M46S", Json.span(Duration.ofSeconds(-4726)));
    assertEquals("-PT0.25S", Json.span(Duration.ofMillis(-250)));
    Duration before = Duration.ofSeconds(-4726, 123);
    assertEquals(before, Duration.parse(Json.span(before)));
  }

  @Test
  void everyTimeIsWrittenAsThePatternWritesIt() {
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-70_000_000_000L, 300_000_000_000L), random.nextInt(1_000_000_000));
      assertEquals(PATTERN.format(time), Json.publicTime(time));
    }
    assertEquals(
        PATTERN.format(at("+12026-01-01T00:00:00Z")),
        Json.publicTime(at("+12026-01-01T00:00:00Z")));
    assertEquals(
        PATTERN.format(at("-0044-03-15T12:00:00Z")), Json.publicTime(at("-0044-03-15T12:00:00Z")));
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
