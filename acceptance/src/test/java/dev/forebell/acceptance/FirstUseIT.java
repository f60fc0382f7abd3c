package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout that was never built: it builds, says so, and runs; the second time it
 * only runs.
 */
class FirstUseIT {
  @TempDir private Path folder;

  @Test
  void buildsOnFirstUseAndOnlyThen() throws IOException {
    Path copy = CheckoutCopy.unbuilt(folder);
    Checkout.Result first = Checkout.run(copy, Map.of(), Duration.ofMinutes(9), "check", "config");
    assertEquals(0, first.exitCode(), first.out() + first.err());
    assertTrue(first.err().contains("forebell: building"), first.err());
    assertTrue(first.err().contains("collector"), first.err());
    Checkout.Result second = Checkout.run(copy, Map.of(), Duration.ofMinutes(1), "check", "config");
    assertEquals(0, second.exitCode(), second.out() + second.err());
    // What it says of the configuration, as of next year's calendars in December, is another
    // matter.
    assertFalse(second.err().contains("forebell:"), second.err());
  }
}
