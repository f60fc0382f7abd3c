package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A small fleet of {@link FalseHostDownTable}, with its target. {@code -Dforebell.fleet.months=100}
 * prints the whole table of as many site-months.
 */
class FalseHostDownTest {
  @Test
  void ofAThousandHostsAtMostOneAMonthIsFalselyCalledDown() {
    FalseHostDownTable table = FalseHostDownTable.of(6, false, 0);
    assertTrue(table.falsePerThousand() <= 1, table.text("false"));
    assertTrue(table.deaths() > 0, "no host died: nothing was proved");
    assertEquals(table.deaths(), table.deathsSeen(), "every death is told of");
    assertTrue(table.delay(0.95) <= 121, table.text("late"));
  }

  @Test
  @EnabledIfSystemProperty(named = "forebell.fleet.months", matches = "\\d+")
  void theWholeTable() {
    String table = FalseHostDownTable.of(Integer.getInteger("forebell.fleet.months"));
    System.out.println(table);
    assertTrue(table.contains("nobody asked"), table);
  }
}
