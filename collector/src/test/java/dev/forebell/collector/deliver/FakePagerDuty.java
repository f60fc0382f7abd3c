package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PagerDuty's Events API v2 as documented: trigger, acknowledge, resolve by dedup_key. */
final class FakePagerDuty extends FakeDesk {
  private static final List<String> SEVERITIES = List.of("critical", "error", "warning", "info");
  private static final int MOST_BYTES = 512 * 1024;

  private final Map<String, JsonObject> alerts = new LinkedHashMap<>();

  FakePagerDuty(Vertx vertx) {
    super(vertx);
  }

  @Override
  List<String> tickets() {
    return alerts.values().stream()
        .map(
            one ->
                one.getJsonObject("payload").getString("summary").replaceFirst(": nothing.*", "")
                    + ": "
                    + one.getString("state"))
        .toList();
  }

  @Override
  List<String> words() {
    return List.of();
  }

  @Override
  Said answer(Asked asked) {
    want(asked.is("POST", "/v2/enqueue"), 404, "Not Found");
    want(asked.body().length() <= MOST_BYTES, 413, "too long");
    JsonObject event = asked.json();
    only(
        event,
        List.of("routing_key", "event_action", "dedup_key", "client", "client_url", "payload"));
    want(event.getString("routing_key").equals("0123456789abcdef0123456789abcdef"), 400, "key");
    String key = text(event, "dedup_key", 255);
    switch (event.getString("event_action")) {
      case "trigger" -> trigger(key, event);
      // What is unknown is dropped without a word.
      case "acknowledge" -> alerts.computeIfPresent(key, (_, alert) -> alert);
      case "resolve" ->
          alerts.computeIfPresent(key, (_, alert) -> alert.copy().put("state", "closed"));
      default -> throw new Refusal(400, "event_action is invalid");
    }
    return Said.json(
        202,
        new JsonObject()
            .put("status", "success")
            .put("message", "Event processed")
            .put("dedup_key", key));
  }

  private void trigger(String key, JsonObject event) {
    JsonObject payload = event.getJsonObject("payload");
    only(
        payload,
        List.of(
            "summary",
            "source",
            "severity",
            "timestamp",
            "component",
            "group",
            "class",
            "custom_details"));
    text(payload, "summary", 1024);
    text(payload, "source", 255);
    want(SEVERITIES.contains(payload.getString("severity")), 400, "severity is invalid");
    Instant.parse(payload.getString("timestamp"));
    want(payload.getValue("custom_details") instanceof JsonObject, 400, "custom_details");
    alerts.put(key, event.copy().put("state", "open"));
  }
}
