package dev.forebell.collector.config;

import dev.forebell.collector.engine.sla.KeyMoment;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads one key moment: {@code from} and {@code to} as dates (once) or as month and day (every
 * year), or {@code month_days} of every month.
 */
final class KeyMomentReader {
  private static final String DAY = "a day such as 2026-12-20, or 12-20 for every year";

  private final Ids ids = new Ids("key moment");

  Optional<KeyMoment> read(YamlValue value) {
    return value.map().flatMap(map -> moment(map.expect(Shape.KEY_MOMENT.keys())));
  }

  private Optional<KeyMoment> moment(YamlMap map) {
    Optional<KeyMoment.Window> window = window(map);
    Optional<BigDecimal> factor = factor(map);
    return ids.define(map, id -> id)
        .flatMap(id -> window.map(known -> new KeyMoment(id, known, factor)));
  }

  private static Optional<BigDecimal> factor(YamlMap map) {
    Optional<Double> share = map.share("factor");
    share
        .filter(part -> part <= 0)
        .flatMap(part -> map.get("factor"))
        .ifPresent(
            value ->
                value.problem("nothing would be left of the time", "more than 0, such as 50%"));
    return share.filter(part -> part > 0).map(BigDecimal::valueOf);
  }

  private static Optional<KeyMoment.Window> window(YamlMap map) {
    boolean monthly = map.has("month_days");
    boolean spans = map.has("from") || map.has("to");
    if (monthly == spans) {
      map.problem(
          monthly ? "both a span and days of the month given" : "the key moment has no days",
          "from and to, or month_days");
      return Optional.empty();
    }
    return monthly ? everyMonth(map) : span(map);
  }

  private static Optional<KeyMoment.Window> everyMonth(YamlMap map) {
    TreeSet<Integer> days =
        new TreeSet<>(map.oneOrEach("month_days", value -> value.integer(-31, 31)));
    if (days.contains(0)) {
      map.get("month_days")
          .ifPresent(
              value -> value.problem("there is no day 0", "1 to 31, or -1 (the last) to -31"));
    }
    return Optional.<KeyMoment.Window>of(new KeyMoment.EveryMonth(days))
        .filter(window -> !days.isEmpty());
  }

  /** A day of one year or of every year. */
  private record Day(Optional<LocalDate> date, MonthDay ofYear) {}

  private static Optional<KeyMoment.Window> span(YamlMap map) {
    Optional<Day> from = day(map, "from");
    Optional<Day> to = day(map, "to");
    return from.flatMap(first -> to.flatMap(last -> span(map, first, last)));
  }

  private static Optional<KeyMoment.Window> span(YamlMap map, Day from, Day to) {
    if (from.date().isPresent() != to.date().isPresent()) {
      map.problem("one day has a year and the other has none", DAY);
      return Optional.empty();
    }
    if (from.date().isEmpty()) {
      return Optional.of(new KeyMoment.EveryYear(from.ofYear(), to.ofYear()));
    }
    LocalDate first = from.date().orElseThrow();
    LocalDate last = to.date().orElseThrow();
    if (last.isBefore(first)) {
      map.problem("the key moment ends before it begins", "to: a day from " + first);
      return Optional.empty();
    }
    return Optional.of(new KeyMoment.Once(first, last));
  }

  private static Optional<Day> day(YamlMap map, String key) {
    if (!map.has(key)) {
      map.problem("'" + key + "' is missing", DAY);
    }
    return map.get(key).flatMap(value -> value.parse(KeyMomentReader::day, DAY));
  }

  private static Parsed<Day> day(String text) {
    try {
      if (text.length() == 5) {
        return Parsed.good(new Day(Optional.empty(), MonthDay.parse("--" + text)));
      }
      LocalDate date = LocalDate.parse(text);
      return Parsed.good(new Day(Optional.of(date), MonthDay.from(date)));
    } catch (DateTimeException _) {
      return Parsed.bad(Quantity.quoted(text) + " is not a day", DAY);
    }
  }
}
