package dev.forebell.collector.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.forebell.common.model.HostId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Typed reads of one JSON object. */
record LineFields(JsonNode object) {
  boolean has(String name) {
    return !object.path(name).isMissingNode();
  }

  Instant time(String name) throws Malformed {
    return time(name, text(name));
  }

  Optional<Instant> optionalTime(String name) throws Malformed {
    Optional<String> text = optional(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(time(name, text.orElseThrow()));
  }

  HostId host() throws Malformed {
    String text = text("host");
    if (!HostId.valid(text)) {
      throw new Malformed(
          "\"host\": '" + text + "' cannot be a host", "letters, digits, '.', '_', '-'");
    }
    return new HostId(text);
  }

  String text(String name) throws Malformed {
    return optional(name).orElseThrow(() -> new Malformed("\"" + name + "\" is missing", "a text"));
  }

  /** Absent, or not a text: empty. */
  Optional<String> optional(String name) {
    return Optional.of(object.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** {@code true} is the only value such a key has. */
  void isTrue(String name) throws Malformed {
    if (!object.path(name).asBoolean(false)) {
      throw new Malformed("\"" + name + "\": " + object.path(name), "true");
    }
  }

  private static Instant time(String name, String text) throws Malformed {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new Malformed(
          "\"" + name + "\": '" + text + "' is no time", "RFC 3339, such as 2026-03-02T10:00:00Z");
    }
  }
}
