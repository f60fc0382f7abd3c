package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.WebFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SuppressionCommandIT {
  private final WebFixture web = WebFixture.start();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    web.close();
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String address() {
    return "--collector=" + web.uri("");
  }

  @Test
  void aSilenceIsAddedForAWhile() {
    int code =
        run(
            new SilenceCommand(),
            "add",
            "--customer=acme",
            "--match=rule=disk-*",
            "--match=label.rack=a",
            "--for=2h",
            "--by=anna",
            address());
    assertEquals(0, code, err::toString);
    assertEquals("S-1 is in the book.\n", out.toString().replace("\r", ""));
  }

  @Test
  void aWindowOfTheWholeCustomerIsAddedUntilATime() {
    int code =
        run(
            new MaintenanceCommand(),
            "add",
            "--customer=acme",
            "--until=2099-01-01T00:00:00Z",
            "--by=anna",
            address());
    assertEquals(0, code, err::toString);
  }

  @Test
  void whatCannotBeEndedSaysWhy() {
    assertEquals(1, run(new MaintenanceCommand(), "end", "M-9", "--by=anna", address()));
    assertTrue(err.toString().contains("nothing of that name was given"), err.toString());
  }

  @Test
  void anEndAndALengthExcludeEachOther() {
    assertEquals(
        2, run(new SilenceCommand(), "add", "--customer=acme", "--match=rule=x", address()));
    assertTrue(err.toString().contains("--until and --for"), err.toString());
  }

  @Test
  void listSaysThatThereIsNone() {
    assertEquals(0, run(new SilenceCommand(), "list", address()), err::toString);
    assertEquals("None.\n", out.toString().replace("\r", ""));
  }
}
