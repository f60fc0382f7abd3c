package dev.forebell.common.config;

import java.util.Optional;
import java.util.function.Function;

/** A text as a value, or why it is none. */
public sealed interface Parsed<T> {
  record Good<T>(T value) implements Parsed<T> {}

  /**
   * No value.
   *
   * @param why what is wrong, starting with the quoted text
   * @param expected what would have been right
   */
  record Bad<T>(String why, String expected) implements Parsed<T> {}

  static <T> Parsed<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Parsed<T> bad(String why, String expected) {
    return new Bad<>(why, expected);
  }

  /** The value, if there is one. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Good<T>(T value) -> Optional.of(value);
      case Bad<T> ignored -> Optional.empty();
    };
  }

  /** A good value mapped, a bad one as it was. */
  default <R> Parsed<R> map(Function<T, R> mapping) {
    return switch (this) {
      case Good<T>(T value) -> good(mapping.apply(value));
      case Bad<T>(String why, String expected) -> bad(why, expected);
    };
  }
}
