package dev.forebell.collector.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | TEXT",
        "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5 | OPEN_METRICS",
        "Application/OpenMetrics-Text; Version=1.0.0; Q=0.9, text/plain;q=0.8 | OPEN_METRICS",
        "application/openmetrics-text | OPEN_METRICS",
        "application/openmetrics-text; version=\"1.0.0\" | OPEN_METRICS",
        "application/openmetrics-text;version=0.0.1 | TEXT",
        "application/openmetrics-text;version=1.0.0;q=0 | TEXT",
        "application/openmetrics-text;version=1.0.0;q=nonsense | TEXT",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.3"
            + " | OPEN_METRICS",
        "text/html,*/* | TEXT",
        ";;,,=| TEXT"
      })
  void theReadersWishIsFollowed(String accept, ExpositionFormat format) {
    assertEquals(format, ExpositionFormat.preferred(Optional.of(accept)));
  }

  @Test
  void withoutAWishItIsPlainText() {
    assertEquals(ExpositionFormat.TEXT, ExpositionFormat.preferred(Optional.empty()));
  }
}
