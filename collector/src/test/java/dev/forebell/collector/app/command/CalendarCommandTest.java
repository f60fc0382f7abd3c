package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as the launcher runs it. */
class CalendarCommandTest {
  private static final String LIST =
      "{\"days\": [{\"name\": \"New Year\", \"date\": \"2027-01-01\", \"isOffDay\": true}]}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path dir;

  private int run(String... args) {
    return new CommandLine(new CalendarCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  @Test
  void aListIsPrinted() throws IOException {
    assertEquals(0, run("import", file("2027.json", LIST)));
    assertEquals(
        "# Imported from 2027.json\ndate,kind,name,minutes\n2027-01-01,holiday,New Year,\n",
        out.toString());
  }

  @Test
  void aListIsWrittenToAFile() throws IOException {
    Path csv = dir.resolve("cn-2027.csv");
    assertEquals(0, run("import", file("2027.json", LIST), "--out", csv.toString()));
    assertTrue(Files.readString(csv).endsWith("2027-01-01,holiday,New Year,\n"));
    assertTrue(
        out.toString()
            .endsWith(": 1 day. Name it under days: of the calendars that it concerns.\n"));
  }

  @Test
  void nothingIsWrittenOfAListWithMistakes() throws IOException {
    Path csv = dir.resolve("cn-2027.csv");
    assertEquals(1, run("import", file("2027.json", "{\"days\": [3]}"), "--out", csv.toString()));
    assertTrue(err.toString().startsWith("2027.json:1:11: this is no day"), err::toString);
    assertTrue(Files.notExists(csv));
  }

  @Test
  void anEmptyListSaysThatItIsNotPublished() throws IOException {
    assertEquals(1, run("import", file("2027.json", "{\"days\": []}")));
    assertEquals(
        "2027.json names no days: the list of that year is not published yet.",
        err.toString().strip());
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertEquals(1, run("import", dir.resolve("none.ics").toString()));
    assertTrue(err.toString().strip().endsWith("none.ics cannot be read."));
    assertEquals(2, run());
  }
}
