package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.app.FleetRun.Witnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A small fleet of {@link FalseHostDownTable}, with its target. {@code -Dforebell.fleet.months=100}
 * prints the whole table of as many site-months.
 */
class FalseHostDownTest {
  @Test
  void ofAThousandHostsAtMostOneAMonthIsFalselyCalledDown() {
    FalseHostDownTable table = FalseHostDownTable.of(6, Witnesses.NONE, 0);
    assertTrue(table.falsePerThousand() <= 1, table.text("false"));
    assertTrue(table.deaths() > 0, "no host died: nothing was proved");
    assertEquals(table.deaths(), table.deathsSeen(), "every death is told of");
    assertTrue(table.delay(0.95) <= 121, table.text("late"));
  }

  /** Before its first nights were taken for what they are, each host was accused in one of them. */
  @Test
  void norInItsFirstMonthThoughAHostOfItsSiteSaysThatItDoesNotReachIt() {
    FalseHostDownTable table = FalseHostDownTable.of(6, Witnesses.NEAR, 0);
    assertTrue(table.falsePerThousand() <= 1, table.text("false"));
    assertEquals(table.deaths(), table.deathsSeen(), "every death is told of");
    assertTrue(table.delay(0.5) <= 15, table.text("a witness is still worth something"));
  }

  @Test
  @EnabledIfSystemProperty(named = "forebell.fleet.months", matches = "\\d+")
  void theWholeTable() {
    String table = FalseHostDownTable.of(Integer.getInteger("forebell.fleet.months"));
    System.out.println(table);
    assertTrue(table.contains("nobody asked"), table);
  }
}
