package dev.forebell.collector.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.forebell.common.model.Attributes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names of companion quantities are found once and never mixed up. */
class CompanionSeriesTest {
  private static final Rule.Quantity FREE =
      new Rule.Quantity(
          new Rule.Selector("system.filesystem.usage", Attributes.of("state", "free")), false);

  private final CompanionSeries series = new CompanionSeries(FREE);

  private static Attributes at(int mount, String state) {
    return Attributes.of("mount", "/" + mount, "state", state);
  }

  @Test
  void hostsShareOneName() {
    CompanionKey first = series.key(at(1, "free")).orElseThrow();

    assertSame(first, series.key(at(1, "free")).orElseThrow());
  }

  @Test
  void moreSeriesThanAreRememberedAreNamedAllTheSame() {
    for (int round = 0; round < 2; round++) {
      for (int mount = 0; mount < 1_000; mount++) {
        assertEquals(
            Optional.of(CompanionKey.of(FREE, "mount=/" + mount)), series.key(at(mount, "free")));
        assertEquals(Optional.empty(), series.key(at(mount, "used")));
      }
    }
  }
}
