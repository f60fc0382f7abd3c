package dev.forebell.collector.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.Outbox.TicketReference;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes the ticket's reference, number and link out of a desk's answer. */
final class TicketAnswer {
  private static final int MOST_KEYS = 12;
  private static final int MOST_CHARACTERS = 80;

  private final ObjectMapper json = new ObjectMapper();
  private final Mapping mapping;
  private final Map<String, Object> asked;
  private final String reference;
  private final Optional<String> link;

  /**
   * A reader of answers.
   *
   * @param asked what the request's expressions saw; {@code $asked} in these
   * @param reference JSONata over the answer: a text, a number, or {@code {reference, number}}; an
   *     open case may have {@code reported_at} and {@code who} besides
   * @param link JSONata over {@code {answer, reference, number, vars}}
   */
  TicketAnswer(
      Mapping mapping, Map<String, Object> asked, String reference, Optional<String> link) {
    this.mapping = mapping;
    this.asked = asked;
    this.reference = reference;
    this.link = link;
  }

  /**
   * A ticket and, where it was a user's, when and by whom it was reported.
   *
   * @param reportedAt empty: not by a user
   */
  record Found(TicketReference ticket, Optional<Instant> reportedAt, String who) {}

  /**
   * The ticket; empty: the answer names none.
   *
   * @throws Mapping.MappingFailure if the answer is no JSON or a mapping fails
   */
  Optional<TicketReference> read(String answer) {
    return find(answer).map(Found::ticket);
  }

  /** As {@link #read}, with what a search tells besides. */
  Optional<Found> find(String answer) {
    Object body = parse(answer);
    return mapping
        .of(reference, body, Map.of("asked", asked))
        .map(Tree::of)
        .flatMap(found -> found(found, body));
  }

  /** Why {@link #read} found nothing: what was asked, and what there was instead. For people. */
  String missing(String answer) {
    String asked = "reference: " + shortened(reference);
    try {
      return mapping.of(reference, parse(answer), Map.of("asked", this.asked)).isPresent()
          ? asked + " gave neither a text nor a number; " + shape(parse(answer))
          : asked + " found nothing; " + shape(parse(answer));
    } catch (Mapping.MappingFailure failure) {
      return asked + " failed: " + Failures.text(failure);
    }
  }

  private static String shape(Object body) {
    return switch (body) {
      case Map<?, ?> map when !map.isEmpty() ->
          "the answer's keys: "
              + map.keySet().stream()
                  .limit(MOST_KEYS)
                  .map(key -> shortened(key.toString()))
                  .collect(Collectors.joining(", "))
              + (map.size() > MOST_KEYS ? ", ..." : "");
      case Map<?, ?> _ -> "the answer is empty";
      case List<?> list -> "the answer is a list of " + list.size();
      default -> "the answer is no object";
    };
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
  }

  private Optional<Found> found(Tree found, Object body) {
    boolean parts = found.value().filter(Map.class::isInstance).isPresent();
    String key = parts ? found.text("reference") : found.text();
    String number = parts ? found.text("number") : key;
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("answer", body);
    input.put("reference", key);
    input.put("number", number);
    input.put("vars", asked.getOrDefault("vars", Map.of()));
    input.put("endpoint", asked.getOrDefault("endpoint", ""));
    String url =
        link.flatMap(expression -> mapping.of(expression, input, Map.of()))
            .map(value -> Tree.of(value).text())
            .filter(TicketAnswer::isWebAddress)
            .orElse("");
    TicketReference ticket = new TicketReference(key, number.isEmpty() ? key : number, url);
    return Optional.of(new Found(ticket, time(found.text("reported_at")), found.text("who")));
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  // The link is shown to people as one: no other scheme may come in by it.
  private static boolean isWebAddress(String url) {
    return url.startsWith("http://") || url.startsWith("https://");
  }

  private Object parse(String answer) {
    try {
      return Optional.ofNullable(json.readValue(answer, Object.class)).orElse(Map.of());
    } catch (JsonProcessingException e) {
      throw new Mapping.MappingFailure("the answer is no JSON: " + Failures.text(e));
    }
  }
}
