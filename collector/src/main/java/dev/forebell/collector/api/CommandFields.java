package dev.forebell.collector.api;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one command; remembers the first fault and which fields were asked for. */
final class CommandFields {
  private final JsonObject body;
  private final Set<String> known = new TreeSet<>(Set.of("command"));
  private Optional<String> problem = Optional.empty();

  CommandFields(JsonObject body) {
    this.body = body;
  }

  String command() {
    return body.getString("command");
  }

  /** Empty where it is absent. */
  String optional(String name) {
    known.add(name);
    return body.getString(name, "").strip();
  }

  String required(String name) {
    String text = optional(name);
    if (text.isEmpty()) {
      fault(name, "is missing");
    }
    return text;
  }

  Optional<Instant> time(String name) {
    String text = optional(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      fault(name, "is not an RFC 3339 time such as 2026-11-21T09:30:00Z");
      return Optional.empty();
    }
  }

  String oneOf(String name, Set<String> allowed) {
    String text = required(name);
    if (!allowed.contains(text)) {
      fault(name, "must be one of " + String.join(", ", new TreeSet<>(allowed)));
    }
    return text;
  }

  /** Empty, or an address that a page may offer to open. */
  String webAddress(String name) {
    String text = optional(name);
    if (!text.isEmpty() && !text.matches("https?://\\S+")) {
      fault(name, "must begin with http:// or https://");
    }
    return text;
  }

  /** Call it after every field was asked for: what was not asked for does not belong. */
  Optional<String> firstProblem() {
    for (String name : new TreeSet<>(body.fieldNames())) {
      if (!known.contains(name)) {
        fault(name, "does not belong to it");
      }
    }
    return problem;
  }

  private void fault(String name, String what) {
    if (problem.isEmpty()) {
      problem = Optional.of(command() + ": '" + name + "' " + what + ".");
    }
  }
}
