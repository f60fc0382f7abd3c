package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.WebFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What was given up, from the command line of an operator. */
class DeadLetterCommandIT {
  private final WebFixture web = WebFixture.start();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    web.close();
  }

  private int run(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--collector=" + web.uri("");
    return new CommandLine(new DeadLetterCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  @Test
  void theListNamesEachWithItsReason() {
    assertEquals(0, run("list"), err::toString);
    assertTrue(out.toString().lines().count() >= 2, out.toString());
    assertTrue(out.toString().contains("INC-ACME-2026-1"), out.toString());
  }

  @Test
  void oneIsShownWithWhatToDo() {
    assertEquals(0, run("show", "7"), err::toString);
    assertTrue(out.toString().contains("INC-ACME-2026-1"), out.toString());
  }

  @Test
  void whatDoesNotExistIsRefused() {
    assertEquals(1, run("show", "8"));
    assertTrue(err.toString().contains("no dead letter 8"), err.toString());
  }

  @Test
  void oneIsReplayedByItsNumber() {
    assertEquals(0, run("replay", "7"), err::toString);
    assertTrue(out.toString().contains("1"), out.toString());
  }

  @Test
  void replayWantsToKnowWhich() {
    assertEquals(2, run("replay"));
    assertEquals(2, run("replay", "7", "--all"));
  }
}
