package dev.forebell.collector.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reading and writing trees; keys stay in the order in which they were put. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

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
    return MILLISECONDS.format(at.truncatedTo(ChronoUnit.MILLIS));
  }

  /** The time, or null where there is none. */
  static void putPublic(ObjectNode node, String name, Optional<Instant> at) {
    node.put(name, at.map(Json::publicTime).orElse(null));
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
