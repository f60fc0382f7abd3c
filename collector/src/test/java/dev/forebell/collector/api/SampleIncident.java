package dev.forebell.collector.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Incidents as the ledger would hand them out. */
public final class SampleIncident {
  private final Instant now;
  private final JsonObject json;
  private final JsonArray clocks = new JsonArray();

  private SampleIncident(Instant now, JsonObject json) {
    this.now = now;
    this.json = json;
  }

  /** An open one, detected {@code age} ago. */
  public static SampleIncident open(
      Instant now, String id, String customer, String host, String rule, Duration age) {
    String detected = JsonText.time(now.minus(age));
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("customer", customer)
            .put("site", "hq")
            .put("host", host)
            .put("rule", rule)
            .put("subject", "")
            .put("means", "outage")
            .put("severity", "critical")
            .put("emergency", false)
            .put("evidence", null)
            .put("parent", null)
            .put("began_at", JsonText.time(now.minus(age).minusSeconds(31)))
            .put("detected_at", detected)
            .put("reported_at", null)
            .put("acknowledged_at", null)
            .put("contacted_at", null)
            .put("restored_at", null)
            .put("resolved_at", null)
            .put("state", "open");
    return new SampleIncident(now, json);
  }

  /** What the ledger says in {@code evidence}. */
  public static JsonObject evidence(String text, JsonObject observed) {
    return new JsonObject()
        .put("text", text)
        .put("observed", observed)
        .put("runbook", "")
        .put("services", new JsonArray())
        .put("emergency", new JsonObject().put("met", new JsonArray()))
        .put("tickets", new JsonArray())
        .put("detail", new JsonObject());
  }

  public SampleIncident with(String key, Object value) {
    json.put(key, value);
    return this;
  }

  /** A clock that started {@code ran} ago with {@code left} to its deadline (negative: over). */
  public SampleIncident clock(
      String set, String name, String calendar, Duration ran, Duration left) {
    clocks.add(
        new JsonObject()
            .put("set", set)
            .put("name", name)
            .put("anchor", set.equals("internal") ? "detected" : "first_of(detected, reported)")
            .put("calendar", calendar)
            .put("target", "2h")
            .put("started_at", JsonText.time(now.minus(ran)))
            .put("deadline", JsonText.time(now.plus(left)))
            .put("outcome", left.isNegative() ? "breached" : null)
            .put("paused_since", null)
            .put("stopped_at", null));
    return this;
  }

  /** Changes the clock added last. */
  public SampleIncident clockWith(String key, Object value) {
    clocks.getJsonObject(clocks.size() - 1).put(key, value);
    return this;
  }

  public JsonObject json() {
    return json.copy().put("clocks", clocks);
  }
}
