package dev.forebell.collector.deliver;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Optional;

/** JSON to JSON by a JSONata expression from configuration, within bounds of time and depth. */
final class Mapping {
  private static final long MOST_MILLIS = 1_000;
  private static final int MOST_DEPTH = 200;

  private Mapping() {}

  /**
   * What the expression gives for the input.
   *
   * @param input maps, lists, strings, numbers, booleans
   * @return empty: it gives nothing
   * @throws MappingFailure if it is no JSONata, fails, or takes too long
   */
  static Optional<Object> evaluate(String expression, Object input) {
    try {
      Jsonata compiled = Jsonata.jsonata(expression);
      Jsonata.Frame bounds = compiled.createFrame();
      bounds.setRuntimeBounds(MOST_MILLIS, MOST_DEPTH);
      return Optional.ofNullable(compiled.evaluate(input, bounds));
    } catch (JException | ClassCastException | ArithmeticException | StackOverflowError e) {
      throw new MappingFailure(Failures.text(e));
    }
  }

  /** The expression does not work for this input. The message is one line. */
  static final class MappingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingFailure(String message) {
      super(message);
    }
  }
}
