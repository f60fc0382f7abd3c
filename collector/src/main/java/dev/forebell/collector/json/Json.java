package dev.forebell.collector.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reading and writing trees; keys stay in the order in which they were put. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int LAST_YEAR = 9999;
  private static final int NANOS_A_MILLI = 1_000_000;

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static <T> ArrayNode array(Iterable<T> items, Function<T, JsonNode> write) {
    ArrayNode array = array();
    items.forEach(item -> array.add(write.apply(item)));
    return array;
  }

  static <T> ArrayNode texts(Iterable<T> items) {
    ArrayNode array = array();
    items.forEach(item -> array.add(String.valueOf(item)));
    return array;
  }

  /** UTC with milliseconds, as the public format promises; finer parts are cut. */
  static String publicTime(Instant at) {
    LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    int year = time.getYear();
    // An event has a dozen times, and a formatter looks at its pattern for each.
    return year < 0 || year > LAST_YEAR ? MILLISECONDS.format(at) : digits(time, year);
  }

  private static String digits(LocalDateTime time, int year) {
    byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    put(text, 3, year);
    put(text, 6, time.getMonthValue());
    put(text, 9, time.getDayOfMonth());
    put(text, 12, time.getHour());
    put(text, 15, time.getMinute());
    put(text, 18, time.getSecond());
    put(text, 22, time.getNano() / NANOS_A_MILLI);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** A number that ends at a place, over zeros. */
  private static void put(byte[] text, int end, int number) {
    for (int place = end, rest = number; rest > 0; place--, rest /= 10) {
      text[place] = (byte) ('0' + rest % 10);
    }
  }

  /** The time, or null where there is none. */
  static void putPublic(ObjectNode node, String name, Optional<Instant> at) {
    node.put(name, at.map(Json::publicTime).orElse(null));
  }

  /**
   * A span of time in ISO 8601, with one minus before all of it where it runs backwards ({@code
   * -PT1H18M46S}): Java's own text has a minus at every part, which few others read.
   */
  static String span(Duration span) {
    return span.isNegative() ? "-" + span.negated() : span.toString();
  }

  /** Any value as text, or null where there is none. */
  static <T> void put(ObjectNode node, String name, Optional<T> value) {
    node.put(name, value.map(String::valueOf).orElse(null));
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  static Fields read(String text) {
    try {
      return new Fields("", MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
