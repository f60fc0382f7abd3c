package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.GroupBy;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code group_by} of a rule: {@code none}, one part, a list of parts, or a map with {@code
 * parts}, {@code count} and {@code within}.
 */
final class GroupByReader {
  private static final String NONE = "none";
  private static final String EXPECTED =
      "none, site, host, kind, label:NAME or the name of an attribute";
  private static final Pattern PART = Pattern.compile("(label:)?[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final List<String> PLACES = List.of(GroupBy.SITE, GroupBy.HOST, GroupBy.KIND);
  private static final int MOST = 10_000;

  private GroupByReader() {}

  static GroupBy read(YamlValue value) {
    return value.isMap()
        ? value.map().map(map -> map(map.expect(Shape.GROUP_BY.keys()))).orElse(GroupBy.NEVER)
        : of(value.oneOrEach(GroupByReader::part));
  }

  private static GroupBy map(YamlMap map) {
    GroupBy usual = of(map.oneOrEach("parts", GroupByReader::part));
    return new GroupBy(
        usual.parts(),
        map.integer("count", 2, MOST).orElse(usual.count()),
        map.get("within")
            .flatMap(value -> Durations.within(value, "1s", "1d"))
            .orElse(usual.within()));
  }

  private static GroupBy of(List<String> parts) {
    return parts.equals(List.of(NONE))
        ? GroupBy.NEVER
        : new GroupBy(parts, saysTheCause(parts) ? 2 : GroupBy.COUNT, GroupBy.WITHIN);
  }

  /** Two with the same volume or certificate have one cause; two at one place need not. */
  private static boolean saysTheCause(List<String> parts) {
    return parts.stream()
        .anyMatch(part -> !PLACES.contains(part) && !part.startsWith(GroupBy.LABEL));
  }

  private static Optional<String> part(YamlValue value) {
    return value.parse(
        text ->
            PART.matcher(text).matches()
                ? Parsed.good(text)
                : Parsed.bad(Quantity.quoted(text) + " is nothing to group by", EXPECTED),
        EXPECTED);
  }
}
