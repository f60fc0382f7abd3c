package dev.forebell.collector.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.YearData;
import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarFilesTest {
  private static final String HEAD = "calendar:\n  id: desk\n  zone: Europe/Berlin\n";

  @TempDir private Path dir;
  private final Problems problems = new Problems();

  @Test
  void withoutFilesThereIsTheCalendarThatNeverCloses() {
    assertEquals("[always]", CalendarFiles.load(dir, problems).keySet().toString());
  }

  @Test
  void everyMistakeOfACalendarIsNamedWithItsPlace() throws IOException {
    load(
        """
          week:
            mon-fri: ["08:30-12:00", "11:00-17:30"]
            fri: ["09:00-10:00"]
            fri-mon: ["09:00-10:00"]
            sat: ["22:00-06:00", "25:00-26:00", "9-18"]
          makeup_as: sunday
          days: [../secret.csv, absent.csv]
          status: final
          working_day: 25h
        """);
    assertEquals(
        """
        calendars/absent.csv:1:1: cannot be read: there is no such file; expected a readable file
        calendars/desk.yaml:5:30: mon-fri: overlaps with other hours of the day; expected hours apart from each other
        calendars/desk.yaml:6:10: fri: fri already has its hours at calendars/desk.yaml:5:14; expected each day once
        calendars/desk.yaml:7:14: fri-mon: "fri-mon" goes over the end of the week, which runs from mon to sun; expected mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri
        calendars/desk.yaml:8:11: sat: "22:00-06:00" does not end after it begins; expected a later end; hours over midnight split at 24:00, such as 22:00-24:00 and 00:00-06:00 of the next day
        calendars/desk.yaml:8:26: sat: "25:00-26:00" is not a span of hours; expected hours such as 08:30-12:00, to 24:00 at most
        calendars/desk.yaml:8:41: sat: "9-18" is not a span of hours (did you mean '09:00-18:00'?); expected hours such as 08:30-12:00, to 24:00 at most
        calendars/desk.yaml:9:14: makeup_as: sunday has no hours; expected a day of the week's hours
        calendars/desk.yaml:10:10: days: '../secret.csv' is not a list of days; expected a .csv or .ics file beside the calendar
        calendars/desk.yaml:11:11: status: "final" is unknown; expected one of published, provisional
        calendars/desk.yaml:12:16: working_day: "25h" is out of range; expected a duration from 1m to 24h\
        """,
        problems.toString());
  }

  @Test
  void everyMistakeOfAListIsNamedWithItsPlace() throws IOException {
    write(
        "bad.csv",
        """
        # a comment

        date,kind,name,minutes
        2026-02-30,holiday,Nothing,
        2026-01-01,holliday,New Year,
        2026-01-02,short,Eve,
        2026-01-03,short,Eve,2000
        2026-01-04,holiday,Day,30
        2026-01-05,holiday,A,B,C
        2026-01-06,holiday,Epiphany,
        2026-01-06,holiday,Epiphany,
        """);
    load("  week: {mon-fri: [\"09:00-17:00\"]}\n  days: bad.csv\n");
    assertEquals(
        """
        calendars/bad.csv:4:1: '2026-02-30' is not a date; expected a date such as 2026-01-31
        calendars/bad.csv:5:12: 'holliday' is no kind of day (did you mean 'holiday'?); expected holiday, workday or short
        calendars/bad.csv:6:22: a short day without minutes; expected by how many minutes it is shorter, 1 to 1440
        calendars/bad.csv:7:22: '2000' is not a number of minutes; expected by how many minutes it is shorter, 1 to 1440
        calendars/bad.csv:8:24: only a short day has minutes; expected no fourth field, and no comma in the name
        calendars/bad.csv:9:1: a line of 5 fields; expected date,holiday|workday|short,name[,minutes], without commas in the name
        calendars/bad.csv:11:1: 2026-01-06 already stands at calendars/bad.csv:10:1; expected each day once\
        """,
        problems.toString());
  }

  @Test
  void aListWithoutItsHeaderIsRefused() throws IOException {
    write("bad.csv", "2026-01-01,holiday,New Year\n");
    load("  week: {mon-fri: [\"09:00-17:00\"]}\n  days: [bad.csv]\n");
    assertEquals(
        "calendars/bad.csv:1:1: '2026-01-01,holiday,New Year' is not the header; expected"
            + " date,kind,name or date,kind,name,minutes",
        problems.toString());
  }

  @Test
  void alwaysIsBuiltInAndAnIdIsGivenOnce() throws IOException {
    write("one.yaml", "calendar: {id: always, zone: UTC, week: {mon: 09:00-10:00}}\n");
    write("three.yaml", "calendar: {id: x, zone: UTC, week: {mon: 09:00-10:00}}\n");
    write("two.yaml", "calendar: {id: x, zone: UTC, week: {}}\n");
    CalendarFiles.load(dir, problems);
    assertEquals(
        """
        calendars/one.yaml:1:16: id: 'always' is built in; expected another name
        calendars/two.yaml:1:16: id: calendar "x" is already defined at calendars/three.yaml:1:16; expected another name
        calendars/two.yaml:1:36: week: no day has hours; expected mon-fri: ["09:00-18:00"]\
        """,
        problems.toString());
  }

  @Test
  void aListMayHaveAStatusOfItsOwnAndAYearIsAsSureAsItsWorstList() throws IOException {
    write("a.csv", "date,kind,name\n2026-01-01,holiday,New Year\n2027-01-01,holiday,New Year\n");
    write("b.csv", "date,kind,name\n2027-05-01,holiday,May Day\n");
    BusinessCalendar calendar =
        load(
            """
              week: {mon-fri: ["09:00-17:00"]}
              days: [a.csv, {file: b.csv, status: provisional}]
            """);
    assertEquals("", problems.toString());
    assertEquals(YearData.PUBLISHED, calendar.years().get(2026));
    assertEquals(YearData.PROVISIONAL, calendar.years().get(2027));
  }

  @Test
  void theWorkingDayIsTheLongestWeekdayUnlessTold() throws IOException {
    BusinessCalendar calendar =
        load("  week: {mon-thu: [\"08:00-12:00\", \"13:00-17:15\"], fri: [\"08:00-12:00\"]}\n");
    assertEquals(Duration.ofMinutes(495), calendar.workingDay());
  }

  @Test
  void theVersionChangesWithTheDaysAndNotWithComments() throws IOException {
    String week = "  week: {mon-fri: [\"09:00-17:00\"]}\n  days: [a.csv]\n";
    write("a.csv", "date,kind,name\n2026-01-01,holiday,New Year\n");
    String first = load(week).version();
    assertEquals(first, load(week + "# said otherwise\n").version());
    write("a.csv", "date,kind,name\n2026-01-02,holiday,New Year\n");
    assertNotEquals(first, load(week).version());
  }

  @Test
  void anICalendarFileGivesHolidaysAndMakeupDays() throws IOException {
    write(
        "a.ics",
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260501
        DTEND;VALUE=DATE:20260503
        SUMMARY:Labour
          Day
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260509
        CATEGORIES:Workday
        SUMMARY:Labour Day
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20260510T100000Z
        SUMMARY:Meeting
        END:VEVENT
        BEGIN:VEVENT
        SUMMARY:Nothing
        END:VEVENT
        END:VCALENDAR
        """);
    BusinessCalendar calendar = load("  week: {mon-fri: [\"09:00-17:00\"]}\n  days: [a.ics]\n");
    assertEquals(
        "[Holiday[date=2026-05-01, name=Labour Day], Holiday[date=2026-05-02, name=Labour Day],"
            + " Workday[date=2026-05-09, name=Labour Day]]",
        calendar.days().values().stream()
            .flatMap(days -> days.stream().map(Object::toString))
            .collect(Collectors.joining(", ", "[", "]")));
    assertEquals(
        "calendars/a.ics:18:1: the event has no day; expected DTSTART;VALUE=DATE:20260131",
        problems.toString());
    assertEquals(
        "[calendars/a.ics:14:1: an event with a time of day, or repeated, is passed over; expected"
            + " whole days]",
        problems.warnings().toString());
  }

  @Test
  void aListSavedWithSemicolonsIsToldOnce() throws IOException {
    write("a.csv", "date;kind;name\n2026-01-01;holiday;x\n2026-01-02;holiday;x\n");
    load("  week: {mon-fri: [\"09:00-17:00\"]}\n  days: [a.csv]\n");
    assertEquals(
        "calendars/a.csv:1:5: the fields are not separated by commas; expected the list saved with"
            + " commas: date,kind,name",
        problems.toString());
  }

  @Test
  void aDayThatIsTwoThingsInOneListOrInNoLikelyYearIsTold() throws IOException {
    write(
        "a.csv",
        """
        date,kind,name
        2026-01-01,holiday,x
        2026-01-01,workday,y
        0026-05-01,holiday,z
        01.05.2026,holiday,z
        """);
    write("b.csv", "date,kind,name\n2026-01-02,holiday,x\n");
    write("c.csv", "date,kind,name\n2026-01-02,workday,the region works\n");
    load("  week: {mon-fri: [\"09:00-17:00\"]}\n  days: [a.csv, b.csv, c.csv]\n");
    assertEquals(
        """
        calendars/a.csv:4:1: the year of '0026-05-01' is out of range; expected 1970 to 2200
        calendars/a.csv:5:1: '01.05.2026' is not a date (did you mean '2026-05-01'?); expected a date such as 2026-01-31\
        """,
        problems.toString());
    assertEquals(
        "[calendars/a.csv:3:1: 2026-01-01 is something else at calendars/a.csv:2:1, and a workday"
            + " goes before all others; expected each day once]",
        problems.warnings().toString());
  }

  @Test
  void noEventOfAnICalendarFileIsLostUnsaid() throws IOException {
    write(
        "a.ics",
        """
        begin:vcalendar
        begin:vevent
        DTSTART;VALUE=DATE:20260501
        end:vevent
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260502
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260503
        DTEND;VALUE=DATE:20260401
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260504
        DURATION:P5D
        END:VEVENT
        """);
    write("b.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    BusinessCalendar calendar =
        load("  week: {mon-fri: [\"09:00-17:00\"]}\n  days: [a.ics, b.ics]\n");
    assertEquals("[2026-05-01]", calendar.days().keySet().toString());
    assertEquals(
        """
        calendars/a.ics:5:1: the event does not end; expected END:VEVENT
        calendars/a.ics:7:1: the event ends before it begins; expected a DTEND after its DTSTART
        calendars/a.ics:11:1: the event ends by DURATION; expected DTEND;VALUE=DATE:20260201 in its place\
        """,
        problems.toString());
    assertEquals(
        "[calendars/b.ics:1:1: the file holds no event; expected BEGIN:VEVENT]",
        problems.warnings().toString());
  }

  @Test
  void whatIsNoTextFileIsSaidToBeWhatItIs() throws IOException {
    Files.createDirectories(dir.resolve("calendars/a.csv"));
    Files.write(dir.resolve("calendars/b.csv"), "date,kind,name\n# \u00e4\n".getBytes(ISO_8859_1));
    Files.writeString(dir.resolve("contracts"), "");
    load("  week: {mon-fri: [\"09:00-17:00\"]}\n  days: [a.csv, b.csv]\n");
    ConfigurationFile.yamlFilesIn(dir, "contracts", problems);
    assertEquals(
        """
        calendars/a.csv:1:1: this is a folder; expected a file
        calendars/b.csv:2:3: the file is not UTF-8; expected text saved as UTF-8
        contracts:1:1: this is a file; expected a folder of *.yaml files\
        """,
        problems.toString());
  }

  private BusinessCalendar load(String rest) throws IOException {
    write("desk.yaml", HEAD + rest);
    return CalendarFiles.load(dir, problems).getOrDefault("desk", BusinessCalendar.always());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(dir.resolve("calendars"));
    Files.writeString(dir.resolve("calendars").resolve(name), text);
  }
}
