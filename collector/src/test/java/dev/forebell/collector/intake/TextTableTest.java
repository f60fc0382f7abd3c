package dev.forebell.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void theSameTextIsMadeOnce() {
    byte[] message = "node_load1, node_load1, node_load5".getBytes(StandardCharsets.UTF_8);
    TextTable table = new TextTable(message);
    String first = table.text(0, 10);
    assertEquals("node_load1", first);
    assertSame(first, table.text(12, 10));
    assertEquals("node_load5", table.text(24, 10));
    assertEquals("", table.text(3, 0));
  }

  @Property(tries = 200)
  void allThatIsInTheMessageIsReadAsItStands(@ForAll byte[] message, @ForAll long seed) {
    TextTable table = new TextTable(message);
    Random dice = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int start = dice.nextInt(message.length + 1);
      int length = dice.nextInt(message.length - start + 1);
      assertEquals(
          new String(message, start, length, StandardCharsets.UTF_8), table.text(start, length));
    }
  }
}
