package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void aKeyIsAddedAtTheEndOfAReadyObject() {
    assertEquals(
        "{\"a\":{}, \"b\":\"}\",\"k\":1}", JsonText.with("{\"a\":{}, \"b\":\"}\" }", "k", "1"));
    assertEquals("{\"k\":1}", JsonText.with("{}", "k", "1"));
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> JsonText.with("[1]", "k", "1"));
  }

  @Test
  void timesAlwaysHaveMilliseconds() {
    assertEquals("2026-11-21T09:30:00.000Z", JsonText.time(Instant.parse("2026-11-21T09:30:00Z")));
  }
}
