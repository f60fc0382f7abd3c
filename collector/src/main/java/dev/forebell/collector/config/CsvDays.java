package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list of special days, one a line: {@code date,kind,name[,minutes]} under that header;
 * kind is {@code holiday}, {@code workday} or {@code short}. Empty lines and those that begin with
 * {@code #} are passed over.
 */
final class CsvDays {
  private static final String HEADER = "date,kind,name";
  private static final String LINE = "date,holiday|workday|short,name[,minutes]";

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2200;
  private static final List<String> KINDS = List.of("holiday", "workday", "short");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("\"?(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})\"?");
  private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");

  private final String file;
  private final Problems problems;
  private final List<SpecialDays.Listed> days = new ArrayList<>();
  private boolean headed;
  private boolean good = true;

  CsvDays(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<SpecialDays.Listed> read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String plain = line.strip();
      if (plain.isEmpty() || plain.startsWith("#")) {
        continue;
      }
      if (!separated(number, plain)) {
        return days; // every other line has the same mistake
      }
      read(number, plain);
    }
    if (headed && days.isEmpty() && good) {
      problems.warn(new Position(file, 1, 1), "the list has no days", LINE);
    }
    if (!headed) {
      problem(1, 1, "the list has no header", HEADER + " or " + HEADER + ",minutes");
    }
    return days;
  }

  /** Whether commas separate the fields; spreadsheets of many countries write something else. */
  private boolean separated(int number, String line) {
    for (String other : new String[] {";", "\t", "\uff0c"}) {
      if (!line.contains(",") && line.contains(other)) {
        problem(
            number,
            line.indexOf(other) + 1,
            "the fields are not separated by commas",
            "the list saved with commas: " + HEADER);
        return false;
      }
    }
    return true;
  }

  private void read(int number, String line) {
    if (!headed) {
      headed = true;
      if (!line.equals(HEADER) && !line.equals(HEADER + ",minutes")) {
        problem(
            number, 1, "'" + line + "' is not the header", HEADER + " or " + HEADER + ",minutes");
      }
      return;
    }
    String[] fields = line.split(",", -1);
    if (fields.length < 3 || fields.length > 4) {
      problem(
          number,
          1,
          "a line of " + fields.length + (fields.length == 1 ? " field" : " fields"),
          LINE + ", without commas in the name");
      return;
    }
    date(number, fields[0])
        .flatMap(date -> day(number, date, fields))
        .ifPresent(day -> days.add(new SpecialDays.Listed(day, new Position(file, number, 1))));
  }

  private Optional<LocalDate> date(int number, String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
        problem(
            number,
            1,
            "the year of '" + text + "' is out of range",
            FIRST_YEAR + " to " + LAST_YEAR);
        return Optional.empty();
      }
      return Optional.of(date);
    } catch (DateTimeException _) {
      problem(number, 1, "'" + text + "' is not a date" + meant(text), "a date such as 2026-01-31");
      return Optional.empty();
    }
  }

  /** Year first, or day first with points, is plain; 5/1/2026 may be in May or in January. */
  private static String meant(String text) {
    Matcher yearFirst = YEAR_FIRST.matcher(text);
    Matcher dayFirst = DAY_FIRST.matcher(text);
    String date =
        yearFirst.matches()
            ? iso(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3))
            : dayFirst.matches()
                ? iso(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1))
                : "";
    try {
      LocalDate known = LocalDate.parse(date);
      return known.toString().equals(text) ? "" : " (did you mean '" + known + "'?)";
    } catch (DateTimeException _) {
      return "";
    }
  }

  private static String iso(String year, String month, String day) {
    return year + "-" + twoDigits(month) + "-" + twoDigits(day);
  }

  private static String twoDigits(String number) {
    return number.length() == 1 ? "0" + number : number;
  }

  private Optional<DayOverride> day(int number, LocalDate date, String[] fields) {
    String kind = fields[1];
    String name = fields[2].strip();
    String minutes = fields.length == 4 ? fields[3].strip() : "";
    int kindAt = fields[0].length() + 2;
    int minutesAt = kindAt + kind.length() + fields[2].length() + 2;
    if (!kind.equals("short") && !minutes.isEmpty()) {
      problem(
          number,
          minutesAt,
          "only a short day has minutes",
          "no fourth field, and no comma in the name");
    }
    return switch (kind) {
      case "holiday" -> Optional.of(new DayOverride.Holiday(date, name));
      case "workday" -> Optional.of(new DayOverride.Workday(date, name));
      case "short" ->
          minutes(number, Math.min(minutesAt, line(fields)), minutes)
              .map(cut -> new DayOverride.ShortDay(date, name, cut));
      default -> {
        problem(
            number,
            kindAt,
            "'" + kind + "' is no kind of day" + NearestName.hint(kind.strip(), KINDS),
            "holiday, workday or short");
        yield Optional.empty();
      }
    };
  }

  private static int line(String[] fields) {
    return String.join(",", fields).length() + 1;
  }

  private Optional<Integer> minutes(int number, int column, String text) {
    if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 1440) {
      return Optional.of(Integer.parseInt(text));
    }
    problem(
        number,
        column,
        text.isEmpty()
            ? "a short day without minutes"
            : "'" + text + "' is not a number of minutes",
        "by how many minutes it is shorter, 1 to 1440");
    return Optional.empty();
  }

  private void problem(int line, int column, String what, String expected) {
    good = false;
    problems.add(new Position(file, line, column), what, expected);
  }
}
