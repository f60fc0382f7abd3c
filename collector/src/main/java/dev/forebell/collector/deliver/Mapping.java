package dev.forebell.collector.deliver;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON to JSON by JSONata expressions from configuration, within bounds of time and depth. Each is
 * compiled once. Confined to one thread.
 */
final class Mapping {
  private static final long MOST_MILLIS = 1_000;
  private static final int MOST_DEPTH = 200;
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern NAME = Pattern.compile("[a-z_]+");

  private final String definitions;
  // As many as the configuration has: expressions never come from outside.
  private final Map<String, Jsonata> compiled = new HashMap<>();

  /**
   * @param definitions stand before every expression
   */
  Mapping(String definitions) {
    this.definitions = definitions;
  }

  /** As {@link #of}, without definitions. */
  static Optional<Object> evaluate(String expression, Object input) {
    return new Mapping("").of(expression, input, Map.of());
  }

  /**
   * What the expression gives for the input.
   *
   * @param input maps, lists, strings, numbers, booleans
   * @param names further values, as {@code $name}
   * @return empty: it gives nothing
   * @throws MappingFailure if it is no JSONata, fails, or takes too long
   */
  Optional<Object> of(String expression, Object input, Map<String, Object> names) {
    try {
      Jsonata program = compiled.computeIfAbsent(expression, this::compile);
      Jsonata.Frame bounds = program.createFrame();
      bounds.setRuntimeBounds(MOST_MILLIS, MOST_DEPTH);
      bounds.bind("html", Jsonata.function("html", Mapping::html, "<s-:s>"));
      names.forEach(bounds::bind);
      return Optional.ofNullable(program.evaluate(input, bounds))
          .filter(value -> value != Jsonata.NULL_VALUE);
    } catch (JException | ClassCastException | ArithmeticException | StackOverflowError e) {
      throw new MappingFailure(Failures.text(e));
    }
  }

  private Jsonata compile(String expression) {
    return Jsonata.jsonata(
        definitions.isBlank() ? expression : "(" + definitions + "\n" + expression + ")");
  }

  /** Whether the expression holds as JSONata sees truth; nothing is false. */
  boolean holds(String expression, Object input) {
    return of(expression, input, Map.of()).filter(Jsonata::boolize).isPresent();
  }

  /** Whether a path holds an expression. */
  static boolean asks(String template) {
    return PLACE.matcher(template).find();
  }

  /** A path with its expressions in braces replaced by what they give, URL-encoded. */
  String path(String template, Map<String, Object> input) {
    return PLACE.matcher(template).replaceAll(place -> place(place, input));
  }

  private String place(MatchResult place, Map<String, Object> input) {
    String expression = place.group(1);
    Optional<Object> value =
        NAME.matcher(expression).matches()
            ? Optional.ofNullable(input.get(expression))
            : of(expression, input, Map.of());
    return Matcher.quoteReplacement(TicketRequests.encoded(new Tree(value).text()));
  }

  // Texts of ours have no markup: what they hold must not become some.
  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\n", "<br>");
  }

  /** The expression does not work for this input. The message is one line. */
  static final class MappingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingFailure(String message) {
      super(message);
    }
  }
}
