package dev.forebell.collector.config;

import dev.forebell.common.config.Quantity;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the files write days of the week: {@code mon}, {@code mon-fri}. */
final class DayNames {
  static final String EXPECTED = "mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri";

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** Short forms in the languages of the product, and German. */
  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "mon", List.of("mo", "\u5468\u4e00", "\u661f\u671f\u4e00", "\u043f\u043d"),
          "tue", List.of("tu", "di", "\u5468\u4e8c", "\u661f\u671f\u4e8c", "\u0432\u0442"),
          "wed", List.of("we", "mi", "\u5468\u4e09", "\u661f\u671f\u4e09", "\u0441\u0440"),
          "thu", List.of("th", "do", "\u5468\u56db", "\u661f\u671f\u56db", "\u0447\u0442"),
          "fri", List.of("fr", "\u5468\u4e94", "\u661f\u671f\u4e94", "\u043f\u0442"),
          "sat", List.of("sa", "\u5468\u516d", "\u661f\u671f\u516d", "\u0441\u0431"),
          "sun", List.of("su", "so", "\u5468\u65e5", "\u661f\u671f\u65e5", "\u0432\u0441"));

  private DayNames() {}

  static String of(DayOfWeek day) {
    return DAYS.get(day.getValue() - 1);
  }

  /** The days a key names; none: it names no days. */
  static List<DayOfWeek> days(String key) {
    String[] ends = key.split("-", -1);
    int first = DAYS.indexOf(ends[0]);
    int last = DAYS.indexOf(ends[ends.length - 1]);
    return ends.length > 2 || first < 0 || last < first
        ? List.of()
        : List.of(DayOfWeek.values()).subList(first, last + 1);
  }

  /** What is wrong with a key that names no days, with what was probably meant. */
  static String complaint(String key) {
    String meant = meant(key);
    if (Arrays.stream(key.split("-", -1)).allMatch(DAYS::contains)) {
      return Quantity.quoted(key) + " goes over the end of the week, which runs from mon to sun";
    }
    return Quantity.quoted(key)
        + " is no day of the week"
        + (days(meant).isEmpty() ? "" : " (did you mean '" + meant + "'?)");
  }

  private static String meant(String key) {
    return Arrays.stream(key.replaceAll(" ?[-\u2013\u2014] ?", "-").split("-", -1))
        .map(DayNames::day)
        .collect(Collectors.joining("-"));
  }

  private static String day(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return DAYS.stream()
        .filter(
            day ->
                lower.startsWith(day)
                    || OTHERS.getOrDefault(day, List.of()).stream().anyMatch(lower::equals))
        .findFirst()
        .orElse(word);
  }
}
