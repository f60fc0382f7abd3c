package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.common.config.Problem;
import dev.forebell.common.config.Secrets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DutyGapsTest {
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");

  private static List<String> gapsAt(String now) {
    Loaded loaded = ConfigurationFiles.load(FOLDER, new Secrets(_ -> Optional.empty(), FOLDER));
    Configuration configuration = assertInstanceOf(Loaded.Ok.class, loaded).configuration();
    return DutyGaps.at(Instant.parse(now), configuration).stream().map(Problem::toString).toList();
  }

  @Test
  void aRotaThatHasNotBegunIsNamedWithItsPlaceAndTime() {
    assertEquals(
        List.of(
            "people/night.yaml:12:5: nobody is on duty from 2025-12-20 08:00 to 2026-01-05 09:00"
                + " (Asia/Shanghai); expected a layer or an override that covers it"),
        gapsAt("2025-12-20T00:00:00Z"));
  }

  @Test
  void aRotaThatIsAlwaysCoveredHasNone() {
    assertEquals(List.of(), gapsAt("2026-06-01T00:00:00Z"));
  }
}
