package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Year lists as others publish them. */
class ImportedDaysTest {
  private final Problems problems = new Problems();

  private String imported(String file, String text) {
    List<DayOverride> days = ImportedDays.read(file, text, problems);
    return problems.isEmpty() ? ImportedDays.csv(file, days) : problems.toString();
  }

  @Test
  void holidayCnTellsDaysOffFromMakeupDays() {
    assertEquals(
        """
        # Imported from 2026.json
        date,kind,name,minutes
        2026-01-01,holiday,\u5143\u65e6,
        2026-01-04,workday,\u5143\u65e6,
        """,
        imported(
            "2026.json",
            """
            {"$schema": "x", "$id": "y", "year": 2026, "papers": ["z"],
             "days": [
              {"name": "\u5143\u65e6", "date": "2026-01-04", "isOffDay": false},
              {"name": "\u5143\u65e6", "date": "2026-01-01", "isOffDay": true}]}
            """));
  }

  @Test
  void anEmptyListOfHolidayCnIsNoMistake() {
    assertEquals(List.of(), ImportedDays.read("2027.json", "{\"days\": []}", problems));
    assertTrue(problems.isEmpty());
  }

  @Test
  void mistakesInJsonAreNamedWithTheirLine() {
    assertEquals(
        """
        2026.json:2:2: "2026-02-30" is not a date; expected a date such as 2026-01-31
        2026.json:3:2: isOffDay is neither true nor false; expected {"name": "..", "date": "2026-01-01", "isOffDay": true}\
        """,
        imported(
                "2026.json",
                """
                {"days": [
                 {"name": "a", "date": "2026-02-30", "isOffDay": true},
                 {"name": "b", "date": "2026-02-03", "isOffDay": 1}]}
                """)
            .strip());
  }

  @Test
  void brokenJsonIsNamedWithItsPlace() {
    assertTrue(
        imported("x.json", "{\"days\": [\n{\"name\": }")
            .startsWith("x.json:2:10: this is no JSON;"));
    assertEquals(
        "x.json:1:1: there is no list 'days'; expected the JSON of holiday-cn",
        ofFresh("x.json", "[]"));
    assertEquals(
        "x.json:1:11: this is no day; expected {\"name\": \"..\", \"date\": \"2026-01-01\","
            + " \"isOffDay\": true}",
        ofFresh("x.json", "{\"days\": [5]}"));
  }

  private static String ofFresh(String file, String text) {
    return new ImportedDaysTest().imported(file, text).strip();
  }

  @Test
  void xmlcalendarKnowsMovedShortAndWorkingDays() {
    assertEquals(
        """
        # Imported from ru.xml
        date,kind,name,minutes
        2026-01-01,holiday,New Year; holidays,
        2026-01-09,holiday,day off for 01.03,
        2026-04-30,short,shorter day,60
        2026-11-01,workday,working weekend day,
        """,
        imported(
            "ru.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <calendar year="2026" lang="ru" date="2025.09.30" country="ru">
              <holidays><holiday id="1" title="New Year, holidays"/></holidays>
              <days>
                <day d="01.01" t="1" h="1"/>
                <day d="01.09" t="1" f="01.03"/>
                <day d="04.30" t="2"/>
                <day d="11.01" t="3"/>
              </days>
            </calendar>
            """));
  }

  @Test
  void mistakesInXmlAreNamedWithTheirLine() {
    assertEquals(
        """
        ru.xml:3:25: t: "7" is no type of day; expected 1, 2 or 3
        ru.xml:4:25: d: "13.01" is not a day; expected month.day: 01.31
        ru.xml:6:25: 2026-01-01 already stands at ru.xml:5:25; expected each day once\
        """,
        ofFresh(
                "ru.xml",
                """
                <calendar year="2026">
                 <days>
                  <day d="01.01" t="7"/>
                  <day d="13.01" t="1"/>
                  <day d="01.01" t="1"/>
                  <day d="01.01" t="1"/>
                 </days>
                </calendar>
                """)
            .replaceAll("(ru.xml:\\d):\\d+", "$1:25"));
    assertTrue(ofFresh("ru.xml", "<calendar year='2026'>\n<days>").startsWith("ru.xml:2:"));
    assertEquals(
        "ru.xml:1:1: there is no <calendar year>; expected the XML of xmlcalendar",
        ofFresh("ru.xml", "<other/>"));
  }

  /** A list from the net must not read this machine's files, nor grow without end. */
  @Test
  void documentTypesAreRefused() {
    String text =
        """
        <?xml version="1.0"?>
        <!DOCTYPE calendar [<!ENTITY x SYSTEM "file:///etc/passwd">]>
        <calendar year="2026"><days><day d="01.01" t="1" f="&x;"/></days></calendar>
        """;
    assertTrue(
        ofFresh("ru.xml", text)
            .startsWith("ru.xml:2:10: this is no XML without a document type; expected"));
  }

  @Test
  void whatIsImportedIsReadBackAsItWas() {
    List<DayOverride> days =
        ImportedDays.read(
            "cn.ics",
            """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261001
            DTEND;VALUE=DATE:20261003
            SUMMARY:National Day
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261010
            SUMMARY:workday for it
            END:VEVENT
            END:VCALENDAR
            """,
            problems);
    String csv = ImportedDays.csv("cn.ics", days);
    assertEquals(
        days,
        new CsvDays("x.csv", problems).read(csv).stream().map(SpecialDays.Listed::day).toList());
    assertEquals(3, days.size());
    assertTrue(problems.isEmpty(), problems::toString);
  }

  @Test
  void anUnknownFormatIsSaid() {
    assertEquals(
        "days.txt:1:1: the format is not known; expected an .ics, .json or .xml file",
        imported("days.txt", "").strip());
  }
}
