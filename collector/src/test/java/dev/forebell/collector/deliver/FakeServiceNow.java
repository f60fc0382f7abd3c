package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** ServiceNow's Table API as documented: incident, journal and audit; every value is a text. */
final class FakeServiceNow extends FakeDesk implements FakeDesk.People {
  private static final String ROOT = "/api/now/table/";
  private static final LastStates STATES = new LastStates("6", "7");
  private static final WallClock CLOCK = new WallClock(ZoneOffset.UTC);
  private static final List<String> FIELDS =
      List.of(
          "short_description",
          "description",
          "urgency",
          "impact",
          "state",
          "correlation_id",
          "correlation_display",
          "parent_incident",
          "work_notes",
          "close_code",
          "close_notes");

  /** What an application of its registry gets. */
  final FakeTokens tokens =
      new FakeTokens(
          Map.of(
              "grant_type", "password",
              "client_id", "c",
              "client_secret", "s",
              "username", "u",
              "password", "p"),
          Duration.ofMinutes(30));

  private final Map<String, JsonObject> incidents = new LinkedHashMap<>();
  private final Set<List<String>> related = new LinkedHashSet<>();
  private final List<JsonObject> journal = new ArrayList<>();
  private final List<JsonObject> audit = new ArrayList<>();

  FakeServiceNow(Vertx vertx) {
    super(vertx);
  }

  @Override
  List<String> tickets() {
    return incidents.values().stream()
        .map(one -> one.getString("short_description") + ": " + STATES.of(one.getString("state")))
        .toList();
  }

  @Override
  List<String> relations() {
    List<String> ids = List.copyOf(incidents.keySet());
    return related.stream()
        .map(pair -> pair.stream().map(id -> "" + (ids.indexOf(id) + 1)).toList())
        .map(pair -> String.join(" below ", pair))
        .toList();
  }

  private void relate(String child, String parent) {
    if (!parent.isEmpty()) {
      incident(parent);
      related.add(List.of(child, parent));
    }
  }

  @Override
  List<String> words() {
    return journal.stream().map(one -> one.getString("value")).toList();
  }

  @Override
  void forget() {
    tokens.forget();
  }

  @Override
  boolean takesForm(Asked asked) {
    return asked.is("POST", "/oauth_token.do");
  }

  @Override
  Said answer(Asked asked) {
    if (takesForm(asked)) {
      return tokens.issue(asked.body(), now());
    }
    String who = asked.head().get("Authorization");
    want(who.equals("Basic dTpw") || tokens.holds(who, now()), 401, "User Not Authenticated");
    String[] parts = asked.path().substring(ROOT.length()).split("/", -1);
    return switch (asked.method() + " " + parts[0]) {
      case "POST incident" -> create(asked.json());
      case "PATCH incident" -> change(incident(parts[1]), asked.json());
      case "GET incident" -> list(asked, List.copyOf(incidents.values()));
      case "GET sys_journal_field" -> list(asked, journal);
      case "GET sys_audit" -> list(asked, audit);
      default -> throw new Refusal(400, "Invalid table " + parts[0]);
    };
  }

  private JsonObject incident(String id) {
    return Optional.ofNullable(incidents.get(id))
        .orElseThrow(() -> new Refusal(404, "No Record found"));
  }

  private void check(JsonObject body) {
    only(body, FIELDS);
    body.forEach(
        field -> want(field.getValue() instanceof String, 400, field.getKey() + " is no text"));
    want(body.getString("short_description", "").length() <= 160, 400, "short_description");
    for (String rank : List.of("urgency", "impact")) {
      want(body.getString(rank, "1").matches("[123]"), 400, rank);
    }
  }

  private Said create(JsonObject body) {
    check(body);
    String id = String.format(Locale.ROOT, "%032x", incidents.size() + 1);
    JsonObject made =
        new JsonObject()
            .put("sys_id", id)
            .put("number", String.format(Locale.ROOT, "INC%07d", incidents.size() + 1))
            .mergeIn(body);
    incidents.put(id, made);
    relate(id, body.getString("parent_incident", ""));
    return Said.json(201, new JsonObject().put("result", made));
  }

  private Said change(JsonObject incident, JsonObject body) {
    check(body);
    if ("6".equals(body.getString("state"))) {
      // The data policy of a plain installation.
      want(
          !body.getString("close_code", "").isEmpty()
              && !body.getString("close_notes", "").isEmpty(),
          403,
          "Data Policy Exception: Resolution code, Resolution notes");
    }
    String id = incident.getString("sys_id");
    Optional.ofNullable(body.getString("state")).ifPresent(to -> moves(OURS, id, to));
    Optional.ofNullable(body.getString("work_notes")).ifPresent(text -> says(OURS, id, text));
    relate(id, body.getString("parent_incident", ""));
    incident.mergeIn(body);
    incident.remove("work_notes");
    return Said.json(200, new JsonObject().put("result", incident));
  }

  private static String user(int who) {
    return who == OURS ? "forebell" : "li.wei";
  }

  private String time() {
    return CLOCK.at(now());
  }

  @Override
  public void says(int who, String ticket, String text) {
    journal.add(
        new JsonObject()
            .put("sys_id", "j" + journal.size())
            .put("name", "incident")
            .put("element", "work_notes")
            .put("element_id", ticket)
            .put("value", text)
            .put("sys_created_by", user(who))
            .put("sys_created_on", time()));
  }

  @Override
  public void moves(int who, String ticket, String to) {
    JsonObject incident = incident(ticket);
    if (!incident.getString("state").equals(to)) {
      audit.add(
          new JsonObject()
              .put("sys_id", "a" + audit.size())
              .put("tablename", "incident")
              .put("fieldname", "state")
              .put("documentkey", ticket)
              .put("oldvalue", incident.getString("state"))
              .put("newvalue", to)
              .put("user", user(who))
              .put("sys_created_on", time()));
      incident.put("state", to);
    }
  }

  private static Said list(Asked asked, List<JsonObject> rows) {
    int limit = Integer.parseInt(asked.query().get("sysparm_limit"));
    Predicate<JsonObject> all = _ -> true;
    for (String condition : asked.query().get("sysparm_query").split("\\^", -1)) {
      all = all.and(condition(condition));
    }
    JsonArray found = new JsonArray();
    rows.stream().filter(all).limit(limit).forEach(found::add);
    return Said.json(200, new JsonObject().put("result", found));
  }

  // An unknown condition is left out by the real one, which then gives everything: refused here.
  private static Predicate<JsonObject> condition(String text) {
    if (text.startsWith("ORDERBY")) {
      return _ -> true;
    }
    String[] parts = text.split("(?=>=|=|LIKE|IN)", 2);
    want(parts.length == 2, 400, "condition " + text);
    String field = parts[0];
    String test = parts[1];
    return row -> {
      String value = row.getString(field);
      if (test.startsWith(">=")) {
        return value.compareTo(test.substring(2)) >= 0;
      }
      if (test.startsWith("LIKE")) {
        return value.contains(test.substring(4));
      }
      return test.startsWith("IN")
          ? List.of(test.substring(2).split(",", -1)).contains(value)
          : value.equals(test.substring(1));
    };
  }
}
