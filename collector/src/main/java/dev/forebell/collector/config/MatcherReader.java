package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.HostKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Reads {@code match} of a silence: patterns per field, one or a list of them. */
public final class MatcherReader {
  private static final String PATTERN =
      "a pattern such as vdi-*, or !vdi-* for all others, of at most 512 characters";

  private MatcherReader() {}

  /** What must be met; none after a mistake. */
  static List<Matcher> read(YamlMap map) {
    map.expect(Shape.MATCH.keys());
    List<Matcher> matchers = new ArrayList<>();
    for (Matcher.Field field : Matcher.Field.values()) {
      if (field != Matcher.Field.LABEL && map.has(field.id())) {
        List<Glob> patterns =
            map.oneOrEach(field.id(), value -> value.parse(text -> pattern(field, text), PATTERN));
        add(matchers, field, "", patterns);
      }
    }
    map.map("labels")
        .ifPresent(labels -> labels.keys().forEach(key -> label(matchers, labels, key)));
    if (map.keys().isEmpty()) {
      map.problem("match: matches everything", "at least one of rule, host, site, kind, subject");
    }
    return matchers;
  }

  private static void label(List<Matcher> matchers, YamlMap labels, String key) {
    add(
        matchers,
        Matcher.Field.LABEL,
        key,
        labels.oneOrEach(
            key,
            (YamlValue value) -> value.parse(text -> pattern(Matcher.Field.LABEL, text), PATTERN)));
  }

  private static void add(
      List<Matcher> matchers, Matcher.Field field, String label, List<Glob> patterns) {
    if (!patterns.isEmpty()) {
      matchers.add(new Matcher(field, label, patterns));
    }
  }

  /** A pattern for a field; words of a closed list must name or cover one of them. */
  public static Parsed<Glob> pattern(Matcher.Field field, String text) {
    if (text.equals("!") || text.isEmpty() || text.length() > Glob.LONGEST) {
      return Parsed.bad(Quantity.quoted(text) + " is not a pattern", PATTERN);
    }
    Glob glob = new Glob(text);
    List<String> words = words(field);
    Predicate<String> covered = glob::covers;
    return words.isEmpty() || words.stream().anyMatch(covered)
        ? Parsed.good(glob)
        : Parsed.bad(
            Quantity.quoted(text) + " fits no " + field.id(), "one of " + String.join(", ", words));
  }

  private static List<String> words(Matcher.Field field) {
    return switch (field) {
      case SEVERITY -> Arrays.stream(Severity.values()).map(Severity::id).toList();
      case MEANS -> Arrays.stream(Meaning.values()).map(Meaning::id).toList();
      case KIND -> Arrays.stream(HostKind.values()).map(HostKind::id).toList();
      case RULE, HOST, SITE, SUBJECT, LABEL -> List.of();
    };
  }
}
