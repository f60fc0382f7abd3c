package dev.forebell.collector.api;

import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.port.SuppressionDesk.Order;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The body of a request about windows and silences. Every mistake is an IllegalArgumentException.
 */
final class SuppressionRequest {
  private final JsonObject body;

  SuppressionRequest(JsonObject body) {
    this.body = body;
  }

  Order silence() {
    JsonObject match = body.getJsonObject("match", new JsonObject());
    List<Matcher> matchers = new ArrayList<>();
    for (Matcher.Field field : Matcher.Field.values()) {
      List<Glob> patterns = globs(match, field.id());
      if (field != Matcher.Field.LABEL && !patterns.isEmpty()) {
        matchers.add(Matcher.of(field, patterns));
      }
    }
    JsonObject labels = match.getJsonObject("labels", new JsonObject());
    for (String name : labels.fieldNames().stream().sorted().toList()) {
      matchers.add(new Matcher(Matcher.Field.LABEL, name, globs(labels, name)));
    }
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException("A silence that matches everything is refused.");
    }
    return new Order.GiveSilence(
        customer(), matchers, time("from"), required("until"), comment(), by());
  }

  Order window() {
    return new Order.GiveWindow(customer(), hosts(), time("from"), required("to"), comment(), by());
  }

  Order end(String id) {
    return new Order.End(id, time("at"), by());
  }

  private HostChoice hosts() {
    TreeMap<String, String> labels = new TreeMap<>();
    JsonObject given = body.getJsonObject("labels", new JsonObject());
    given.fieldNames().forEach(name -> labels.put(name, given.getString(name)));
    return new HostChoice(
        texts(body, "hosts").stream().map(HostId::new).toList(),
        texts(body, "sites").stream().map(SiteId::new).toList(),
        texts(body, "services").stream().map(ServiceId::new).toList(),
        texts(body, "groups"),
        texts(body, "kinds").stream().map(SuppressionRequest::kind).toList(),
        new Attributes(labels));
  }

  private static HostKind kind(String id) {
    return HostKind.parse(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no kind '" + id + "'."));
  }

  private static List<Glob> globs(JsonObject from, String name) {
    return texts(from, name).stream().map(Glob::new).toList();
  }

  private static List<String> texts(JsonObject from, String name) {
    JsonArray list = from.getJsonArray(name, new JsonArray());
    return list.stream().map(String::valueOf).toList();
  }

  private CustomerId customer() {
    return new CustomerId(body.getString("customer"));
  }

  private String by() {
    return body.getString("by").strip();
  }

  private String comment() {
    return body.getString("comment", "").strip();
  }

  private Instant required(String name) {
    return time(name).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing."));
  }

  private Optional<Instant> time(String name) {
    String text = body.getString(name, "");
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is not an RFC 3339 time such as 2026-11-21T09:30:00Z.", e);
    }
  }
}
