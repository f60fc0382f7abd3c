package dev.forebell.collector.deliver;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value as maps, lists, strings, numbers and booleans; what is absent reads as empty.
 *
 * @param value of the root; empty: nothing
 */
record Tree(Optional<Object> value) {
  static Tree of(Object value) {
    return new Tree(Optional.of(value));
  }

  /** The member at the end of these keys. */
  Tree at(String... keys) {
    Optional<Object> found = value;
    for (String key : keys) {
      found = found.flatMap(node -> node instanceof Map<?, ?> map ? get(map, key) : none());
    }
    return new Tree(found);
  }

  private static Optional<Object> get(Map<?, ?> map, String key) {
    return Optional.<Object>ofNullable(map.get(key));
  }

  private static Optional<Object> none() {
    return Optional.empty();
  }

  /** A string, or a number as people write it: ticket 17 is not called 17.0; otherwise empty. */
  String text() {
    return value
        .map(
            node ->
                switch (node) {
                  case String text -> text;
                  case Number number when number.doubleValue() == number.longValue() ->
                      Long.toString(number.longValue());
                  case Number number -> number.toString();
                  case Boolean bool -> bool.toString();
                  default -> "";
                })
        .orElse("");
  }

  /** The member's text; empty where it has none. */
  String text(String... keys) {
    return at(keys).text();
  }

  boolean isTrue() {
    return value.filter(Boolean.TRUE::equals).isPresent();
  }

  /** The items of a list; none of anything else. */
  List<Tree> items() {
    return value
        .filter(List.class::isInstance)
        .map(list -> ((List<?>) list).stream().map(item -> new Tree(Optional.ofNullable(item))))
        .map(stream -> stream.toList())
        .orElse(List.of());
  }
}
