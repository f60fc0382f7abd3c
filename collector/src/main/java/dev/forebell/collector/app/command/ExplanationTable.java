package dev.forebell.collector.app.command;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.Explanation;
import dev.forebell.collector.engine.calendar.WorkDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An explained deadline for people, by the wall clock of the calendar's zone. */
final class ExplanationTable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final BusinessCalendar calendar;
  private final SlaTexts texts;

  ExplanationTable(BusinessCalendar calendar, SlaTexts texts) {
    this.calendar = calendar;
    this.texts = texts;
  }

  private record Row(LocalDate date, String text) {}

  String of(Explanation why, Deadline.At deadline) {
    List<String> lines = new ArrayList<>();
    lines.add(
        texts.sentence(
            "explained",
            why.amount().text(),
            calendar.id(),
            Rfc3339.local(why.start(), calendar.zone())));
    lines.add(
        texts.sentence(
            "deadline",
            Rfc3339.utc(deadline.instant()),
            Rfc3339.local(deadline.instant(), calendar.zone()),
            calendar.zone()));
    rows(why).forEach(row -> lines.add(row.text()));
    if (!why.complete()) {
      lines.add(texts.sentence("cut", String.valueOf(Explanation.LIMIT)));
    }
    deadline
        .doubts()
        .forEach(
            (year, known) ->
                lines.add(
                    texts.sentence("doubt_" + known.name(), calendar.id(), String.valueOf(year))));
    return String.join(System.lineSeparator(), lines);
  }

  private List<Row> rows(Explanation why) {
    List<Row> rows = new ArrayList<>();
    why.counted().forEach(one -> rows.add(new Row(one.day().date(), counted(one))));
    why.skipped().forEach(day -> rows.add(new Row(day.date(), skipped(day))));
    rows.sort(Comparator.comparing(Row::date));
    return rows;
  }

  private String counted(Explanation.Counted one) {
    return texts
        .sentence(
            "counted",
            DAY.format(one.day().date()),
            time(one.from()),
            to(one),
            length(Duration.between(one.from(), one.to())),
            why(one.day()))
        .stripTrailing();
  }

  /** The end of a day is 24:00, not the midnight after it. */
  private String to(Explanation.Counted one) {
    boolean nextDay = one.to().atZone(calendar.zone()).toLocalDate().isAfter(one.day().date());
    return nextDay ? "24:00:00" : time(one.to());
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(calendar.zone()));
  }

  private static String length(Duration open) {
    int minutes = open.toMinutesPart();
    int seconds = open.toSecondsPart();
    return String.format(Locale.ROOT, "%2dh%02dm%02ds", open.toHours(), minutes, seconds);
  }

  private String skipped(WorkDay day) {
    return texts.sentence("skipped", DAY.format(day.date()), why(day)).stripTrailing();
  }

  private String why(WorkDay day) {
    return day.kind() == WorkDay.Kind.STANDARD
        ? ""
        : texts.sentence("kind_" + day.kind().name(), day.name());
  }
}
