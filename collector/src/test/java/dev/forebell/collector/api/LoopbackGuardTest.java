package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackGuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "board.localhost",
        "127.0.0.1",
        "127.9.9.9",
        "[::1]",
        "::1"
      })
  void loopbackNamesPass(String host) {
    assertTrue(LoopbackGuard.isLoopback(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "0.0.0.0",
        "10.0.0.1",
        "",
        "[::2]"
      })
  void otherNamesDoNot(String host) {
    assertFalse(LoopbackGuard.isLoopback(host));
  }
}
