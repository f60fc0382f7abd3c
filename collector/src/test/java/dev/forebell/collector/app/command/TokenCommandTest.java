package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.model.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TokenCommandTest {
  private static List<String> made() {
    StringWriter out = new StringWriter();
    assertEquals(0, new CommandLine(new TokenCommand()).setOut(new PrintWriter(out)).execute());
    return out.toString().lines().map(line -> line.split(" +", 2)[1]).toList();
  }

  @Test
  void theSecondLineIsTheHashOfTheFirst() {
    List<String> made = made();
    assertTrue(new TokenHash(made.get(1)).isOf(new Secret(made.get(0))), made.toString());
  }

  @Test
  void noTwoAreAlike() {
    assertNotEquals(made().getFirst(), made().getFirst());
  }
}
