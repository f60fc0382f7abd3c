package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Typed reading of one JSON object.
 *
 * @param path where it stands, for errors; empty for the outermost
 */
record Fields(String path, JsonNode node) {
  Fields {
    if (!node.isObject()) {
      throw new IllegalArgumentException("an object was expected at '" + path + "'");
    }
  }

  String text(String name) {
    JsonNode value = required(name);
    if (!value.isTextual()) {
      throw wrong(name, "a text");
    }
    return value.textValue();
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  boolean bool(String name) {
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  int integer(String name) {
    JsonNode value = required(name);
    if (!value.isInt()) {
      throw wrong(name, "a whole number");
    }
    return value.intValue();
  }

  double number(String name) {
    JsonNode value = required(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.doubleValue();
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> optionalInstant(String name) {
    return optionalText(name).map(Instant::parse);
  }

  Duration duration(String name) {
    return Duration.parse(text(name));
  }

  /** A value of an enum or another closed set of words. */
  <T> T word(String name, Function<String, Optional<T>> parse) {
    return parse.apply(text(name)).orElseThrow(() -> wrong(name, "a known word"));
  }

  Fields object(String name) {
    return new Fields(path + "/" + name, required(name));
  }

  Optional<Fields> optionalObject(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  <T> List<T> objects(String name, Function<Fields, T> read) {
    List<T> items = new ArrayList<>();
    array(name).forEach(item -> items.add(read.apply(new Fields(path + "/" + name, item))));
    return items;
  }

  List<String> texts(String name) {
    List<String> items = new ArrayList<>();
    array(name).forEach(item -> items.add(item.asText()));
    return items;
  }

  List<Integer> integers(String name) {
    List<Integer> items = new ArrayList<>();
    array(name).forEach(item -> items.add(item.asInt()));
    return items;
  }

  List<Double> numbers(String name) {
    List<Double> items = new ArrayList<>();
    array(name).forEach(item -> items.add(item.asDouble()));
    return items;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  private JsonNode array(String name) {
    JsonNode value = required(name);
    if (!value.isArray()) {
      throw wrong(name, "a list");
    }
    return value;
  }

  private JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("'" + path + "/" + name + "' is missing");
    }
    return value;
  }

  private IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(
        "'" + path + "/" + name + "' is " + node.get(name) + "; expected " + expected);
  }
}
