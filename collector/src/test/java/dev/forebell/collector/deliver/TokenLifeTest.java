package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLifeTest {
  @ParameterizedTest
  @CsvSource({
    "3600, PT59M",
    "1800, PT29M",
    "300, PT4M30S",
    "10, PT9S",
    "0, PT0S",
    "999999999999999999, PT719H59M"
  })
  void aTokenIsUsedALittleShorterThanItHolds(String said, String used) {
    assertEquals(Optional.of(Duration.parse(used)), TokenLife.of(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "3600.5", "9999999999999999999999"})
  void whatIsNoNumberOfSecondsSaysNothing(String said) {
    assertEquals(Optional.empty(), TokenLife.of(said));
  }
}
