package dev.forebell.collector.config;

import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.HostId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Names that people give to things; each is given once. */
final class Ids {
  private static final String EXPECTED =
      "1 to 128 letters, digits, '.', '_' or '-', starting with a letter or digit";
  private final String noun;
  private final Map<String, Position> taken = new TreeMap<>();

  /**
   * @param noun what bears these names, for messages
   */
  Ids(String noun) {
    this.noun = noun;
  }

  /** The shape alone. */
  static Optional<String> read(YamlValue value) {
    return value.parse(
        text ->
            HostId.valid(text)
                ? Parsed.good(text)
                : Parsed.bad(Quantity.quoted(text) + " is not an id", EXPECTED),
        EXPECTED);
  }

  /** The {@code id} of a map, made into what bears it; empty with a problem if it is taken. */
  <T> Optional<T> define(YamlMap map, Function<String, T> make) {
    return map.get("id").flatMap(this::claim).map(make);
  }

  private Optional<String> claim(YamlValue value) {
    return read(value).filter(id -> claim(value, id));
  }

  /** All names that were given, also to what has mistakes. */
  Set<String> names() {
    return taken.keySet();
  }

  /** Every name and where it was given. */
  void each(BiConsumer<String, Position> look) {
    taken.forEach(look);
  }

  /** Where a name was given. */
  Optional<Position> positionOf(String id) {
    return Optional.ofNullable(taken.get(id));
  }

  /** Whether {@code id} was free; a problem is added otherwise. */
  boolean claim(YamlValue value, String id) {
    Position first = taken.putIfAbsent(id, value.position());
    if (first != null) {
      value.problem(
          noun + " " + Quantity.quoted(id) + " is already defined at " + first, "another name");
    }
    return first == null;
  }
}
