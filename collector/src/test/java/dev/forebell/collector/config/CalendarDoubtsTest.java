package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.common.config.Problem;
import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When somebody has to be told that a year's special days are not in, on the shipped calendars. */
class CalendarDoubtsTest {
  @TempDir private Path dir;

  private static final SortedMap<String, BusinessCalendar> CALENDARS =
      CalendarFiles.load(Path.of("..", "config"), new Problems());

  private static List<String> at(String instant) {
    return CalendarDoubts.sentences(Instant.parse(instant), CALENDARS.values());
  }

  @Test
  void beforeDecemberNothingIsSaid() {
    assertEquals(List.of(), at("2026-06-01T00:00:00Z"));
    assertEquals(List.of(), at("2026-11-30T15:59:59Z"));
  }

  @Test
  void fromTheFirstOfDecemberTheNextYearIsNeededByTheWallClockOfTheCalendar() {
    assertEquals(
        List.of(
            "the special days of 2027 are provisional in cn-5x8, cn-mon-fri-9-18, cn-mon-sat-9-21"),
        at("2026-11-30T16:00:00Z"));
    assertEquals(
        List.of(
            "the special days of 2027 are provisional in cn-5x8, cn-mon-fri-9-18,"
                + " cn-mon-sat-9-21, ru-5x8"),
        at("2026-12-15T00:00:00Z"));
  }

  @Test
  void aYearThatHasBegunInDoubtIsSaidAllYear() {
    assertEquals(
        List.of(
            "the special days of 2027 are provisional in cn-5x8, cn-mon-fri-9-18,"
                + " cn-mon-sat-9-21, ru-5x8"),
        at("2027-05-01T00:00:00Z"));
    assertEquals(
        List.of(
            "the special days of 2028 are missing in cn-5x8, cn-mon-fri-9-18, cn-mon-sat-9-21,"
                + " ru-5x8"),
        at("2028-05-01T00:00:00Z"));
  }

  @Test
  void whatKnowsNoSpecialDaysIsNeverInDoubt() {
    assertEquals(
        List.of(),
        CalendarDoubts.sentences(
            Instant.parse("2027-12-15T00:00:00Z"),
            List.of(BusinessCalendar.always(), CALENDARS.get("cn-7x8"))));
  }

  @Test
  void eachCalendarIsNamedWithTheLineOfItsDaysAndWhatToAdd() throws IOException {
    Files.createDirectories(dir.resolve("calendars"));
    Files.writeString(
        dir.resolve("calendars/work.yaml"),
        """
        calendar:
          id: work
          zone: UTC
          week: {mon-fri: "09:00-17:00"}
          days: [old.csv]
        """);
    Files.writeString(
        dir.resolve("calendars/old.csv"), "date,kind,name\n2026-01-01,holiday,New Year\n");
    Configuration configuration =
        assertInstanceOf(Loaded.Ok.class, ConfigurationFiles.load(dir)).configuration();
    assertEquals(
        List.of(
            "calendars/work.yaml:5:9: the special days of 2027 are missing in work; expected a list"
                + " of 2027 among its days (forebell calendar import makes one); until then"
                + " deadlines that cross that year are flagged"),
        CalendarDoubts.at(Instant.parse("2026-12-02T00:00:00Z"), configuration).stream()
            .map(Problem::toString)
            .toList());
  }
}
