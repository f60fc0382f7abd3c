package dev.forebell.collector.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.Outbox.TicketReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes the ticket's reference, number and link out of a desk's answer. */
final class TicketAnswer {
  private final ObjectMapper json = new ObjectMapper();
  private final String reference;
  private final Optional<String> link;

  /**
   * A reader of answers.
   *
   * @param reference JSONata over the answer: a text, a number, or {@code {reference, number}}
   * @param link JSONata over {@code {answer, reference, number}}
   */
  TicketAnswer(String reference, Optional<String> link) {
    this.reference = reference;
    this.link = link;
  }

  /**
   * The ticket; empty: the answer names none.
   *
   * @throws Mapping.MappingFailure if the answer is no JSON or a mapping fails
   */
  Optional<TicketReference> read(String answer) {
    Object body = parse(answer);
    return Mapping.evaluate(reference, body).flatMap(found -> ticket(found, body));
  }

  private Optional<TicketReference> ticket(Object found, Object body) {
    String key = found instanceof Map<?, ?> parts ? part(parts, "reference") : text(found);
    String number = found instanceof Map<?, ?> parts ? part(parts, "number") : key;
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("answer", body);
    input.put("reference", key);
    input.put("number", number);
    String url =
        link.flatMap(expression -> Mapping.evaluate(expression, input))
            .map(TicketAnswer::text)
            .filter(TicketAnswer::isWebAddress)
            .orElse("");
    return Optional.of(new TicketReference(key, number.isEmpty() ? key : number, url));
  }

  // The link is shown to people as one: no other scheme may come in by it.
  private static boolean isWebAddress(String url) {
    return url.startsWith("http://") || url.startsWith("https://");
  }

  private static String part(Map<?, ?> parts, String name) {
    return Optional.<Object>ofNullable(parts.get(name)).map(TicketAnswer::text).orElse("");
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> text;
      // JSONata counts in doubles: ticket 17 is not called 17.0
      case Number number when number.doubleValue() == number.longValue() ->
          Long.toString(number.longValue());
      case Number number -> number.toString();
      default -> "";
    };
  }

  private Object parse(String answer) {
    try {
      return Optional.ofNullable(json.readValue(answer, Object.class)).orElse(Map.of());
    } catch (JsonProcessingException e) {
      throw new Mapping.MappingFailure("the answer is no JSON: " + Failures.text(e));
    }
  }
}
