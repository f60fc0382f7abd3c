package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a list of special days, one a line: {@code date,kind,name[,minutes]} under that header;
 * kind is {@code holiday}, {@code workday} or {@code short}. Empty lines and those that begin with
 * {@code #} are passed over.
 */
final class CsvDays {
  private static final String HEADER = "date,kind,name";
  private static final String LINE = "date,holiday|workday|short,name[,minutes]";

  private final String file;
  private final Problems problems;
  private final List<SpecialDays.Listed> days = new ArrayList<>();
  private boolean headed;

  CsvDays(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<SpecialDays.Listed> read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        read(number, line.strip());
      }
    }
    if (!headed) {
      problem(1, 1, "the list has no header", HEADER + " or " + HEADER + ",minutes");
    }
    return days;
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
      problem(number, 1, fields.length + " fields", LINE + ", without commas in the name");
      return;
    }
    date(number, fields[0])
        .flatMap(date -> day(number, date, fields))
        .ifPresent(day -> days.add(new SpecialDays.Listed(day, new Position(file, number, 1))));
  }

  private Optional<LocalDate> date(int number, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException _) {
      problem(number, 1, "'" + text + "' is not a date", "a date such as 2026-01-31");
      return Optional.empty();
    }
  }

  private Optional<DayOverride> day(int number, LocalDate date, String[] fields) {
    String kind = fields[1];
    String name = fields[2].strip();
    String minutes = fields.length == 4 ? fields[3].strip() : "";
    int kindAt = fields[0].length() + 2;
    int minutesAt = kindAt + kind.length() + fields[2].length() + 2;
    if (!kind.equals("short") && !minutes.isEmpty()) {
      problem(number, minutesAt, "only a short day has minutes", "no fourth field");
    }
    return switch (kind) {
      case "holiday" -> Optional.of(new DayOverride.Holiday(date, name));
      case "workday" -> Optional.of(new DayOverride.Workday(date, name));
      case "short" ->
          minutes(number, Math.min(minutesAt, line(fields)), minutes)
              .map(cut -> new DayOverride.ShortDay(date, name, cut));
      default -> {
        problem(number, kindAt, "'" + kind + "' is no kind of day", "holiday, workday or short");
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
    problems.add(new Position(file, line, column), what, expected);
  }
}
