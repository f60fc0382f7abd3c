package dev.forebell.common.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value with its place. Every read answers the value, or empty after adding the problem: the
 * caller goes on with a stand-in and nothing is reported twice.
 */
public final class YamlValue {
  private final String file;
  private final String name;
  private final Node node;
  private final Problems problems;

  YamlValue(String file, String name, Node node, Problems problems) {
    this.file = file;
    this.name = name;
    this.node = node;
    this.problems = problems;
  }

  public Position position() {
    return position(file, node);
  }

  static Position position(String file, Node node) {
    return node.getStartMark()
        .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElseGet(() -> Position.startOf(file));
  }

  /** Adds a problem about this value: {@code name: what; expected ...}. */
  public void problem(String what, String expected) {
    problems.add(position(), name + ": " + what, expected);
  }

  /** Adds a warning about this value. */
  public void warning(String what, String expected) {
    problems.warn(position(), name + ": " + what, expected);
  }

  /** Any single value as written, not empty. */
  public Optional<String> text() {
    return scalar("a text").filter(text -> !isBlank(text, "a text"));
  }

  /** A whole number, unquoted, between the bounds (both included). */
  public Optional<Integer> integer(int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return scalar(expected).flatMap(text -> integer(text, least, most, expected));
  }

  private Optional<Integer> integer(String text, int least, int most, String expected) {
    boolean whole = node.getTag().equals(Tag.INT) && text.matches("[+-]?\\d{1,10}");
    long number = whole ? Long.parseLong(text) : Long.MIN_VALUE;
    if (number < least || number > most) {
      problem(
          Quantity.quoted(text) + " is not " + (whole ? "in range" : "a whole number"), expected);
      return Optional.empty();
    }
    return Optional.of((int) number);
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> bool() {
    return choice(List.of(true, false), Object::toString);
  }

  public Optional<Duration> duration() {
    return parse(Quantity::duration, Quantity.DURATION);
  }

  /** {@code 90%} or {@code 0.9}. */
  public Optional<Double> share() {
    return parse(Quantity::share, "a share such as 90%");
  }

  /** {@code 10GiB}, in bytes. */
  public Optional<Long> size() {
    return parse(Quantity::size, "a size such as 10GiB");
  }

  /** A bound of a rule. */
  public Optional<Quantity.Level> level() {
    return parse(Quantity::level, "a level such as 90%, 40GiB, 50ms or a number");
  }

  public Optional<WorkAmount> workAmount() {
    return parse(WorkAmount::parse, WorkAmount.EXPECTED);
  }

  /** {@code 2026-01-31}. */
  public Optional<LocalDate> date() {
    return attempt(LocalDate::parse, "is not a date", "a date such as 2026-01-31");
  }

  /** {@code Europe/Berlin}. */
  public Optional<ZoneId> zone() {
    Optional<ZoneId> zone = parse(ZoneName::parse, ZoneName.EXPECTED);
    zone.flatMap(ZoneName::doubt).ifPresent(doubt -> warning(doubt, ZoneName.EXPECTED));
    return zone;
  }

  private <T> Optional<T> attempt(Function<String, T> reader, String why, String expected) {
    return parse(
        text -> {
          try {
            return Parsed.good(reader.apply(text));
          } catch (DateTimeException _) {
            return Parsed.bad(Quantity.quoted(text) + " " + why, expected);
          }
        },
        expected);
  }

  /** One of {@code choices}, written as {@code spelling} says. */
  public <T> Optional<T> choice(List<T> choices, Function<T, String> spelling) {
    List<String> spellings = choices.stream().map(spelling).toList();
    String expected = (spellings.size() == 1 ? "" : "one of ") + String.join(", ", spellings);
    return parse(
        text -> {
          int index = spellings.indexOf(text);
          return index >= 0
              ? Parsed.good(choices.get(index))
              : Parsed.bad(
                  Quantity.quoted(text) + " is unknown" + NearestName.hint(text, spellings),
                  expected);
        },
        expected);
  }

  /**
   * A text read by {@code reader}.
   *
   * @param expected what to say where there is no text at all
   */
  public <T> Optional<T> parse(Function<String, Parsed<T>> reader, String expected) {
    return scalar(expected)
        .filter(text -> !isBlank(text, expected))
        .flatMap(
            text ->
                switch (reader.apply(text)) {
                  case Parsed.Good<T>(T value) -> Optional.of(value);
                  case Parsed.Bad<T>(String why, String wanted) -> {
                    problem(why, wanted);
                    yield Optional.empty();
                  }
                });
  }

  public boolean isText() {
    return node instanceof ScalarNode;
  }

  public boolean isEmptyList() {
    return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
  }

  public boolean isMap() {
    return node instanceof MappingNode;
  }

  /** The map; its duplicate keys are problems. */
  public Optional<YamlMap> map() {
    return node instanceof MappingNode mapping && plainTag()
        ? Optional.of(YamlMap.of(file, name, mapping, problems))
        : refuse("a map (key: value)");
  }

  /** The items, each named as this list is. */
  public Optional<List<YamlValue>> list() {
    if (!(node instanceof SequenceNode sequence) || !plainTag()) {
      return refuse("a list ([a, b] or lines with '- ')");
    }
    List<YamlValue> items = new ArrayList<>();
    sequence.getValue().forEach(item -> items.add(new YamlValue(file, name, item, problems)));
    return Optional.of(items);
  }

  /** Every item read by {@code reader}; items with problems are left out. */
  public <T> List<T> each(Function<YamlValue, Optional<T>> reader) {
    return list().orElse(List.of()).stream().flatMap(item -> reader.apply(item).stream()).toList();
  }

  /** As {@link #each}, where a single item may stand without a list around it. */
  public <T> List<T> oneOrEach(Function<YamlValue, Optional<T>> reader) {
    return node instanceof SequenceNode ? each(reader) : reader.apply(this).stream().toList();
  }

  /** The value without comments, order of keys and style: equal meanings give equal texts. */
  public String canonical() {
    return YamlCanonical.of(node);
  }

  /** The value as maps, lists, texts, whole numbers and booleans. */
  public Object plain() {
    return plain(node);
  }

  private static Object plain(Node node) {
    return switch (node) {
      case MappingNode map -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
          plain.put(plain(tuple.getKeyNode()).toString(), plain(tuple.getValueNode()));
        }
        yield plain;
      }
      case SequenceNode list -> list.getValue().stream().map(YamlValue::plain).toList();
      case ScalarNode scalar -> plain(scalar);
      default -> "";
    };
  }

  private static Object plain(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.INT) && text.matches("[+-]?\\d{1,18}")) {
      return Long.parseLong(text);
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return Boolean.parseBoolean(text);
    }
    return text;
  }

  private Optional<String> scalar(String expected) {
    if (!(node instanceof ScalarNode scalar) || !plainTag()) {
      return refuse(expected);
    }
    if (node.getTag().equals(Tag.NULL)) {
      problem("has no value", expected);
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  private boolean isBlank(String text, String expected) {
    if (text.isBlank()) {
      problem("is empty", expected);
    }
    return text.isBlank();
  }

  private boolean plainTag() {
    return node.getTag().getValue().startsWith(Tag.PREFIX);
  }

  private <T> Optional<T> refuse(String expected) {
    problem(
        plainTag()
            ? kind()
            : "the tag " + Quantity.quoted(node.getTag().getValue()) + " means nothing here",
        expected);
    return Optional.empty();
  }

  private String kind() {
    return switch (node) {
      case MappingNode _ -> "is a map";
      case SequenceNode _ -> "is a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "has no value";
      case ScalarNode scalar -> Quantity.quoted(scalar.getValue()) + " is a single value";
      default -> "is something else";
    };
  }
}
