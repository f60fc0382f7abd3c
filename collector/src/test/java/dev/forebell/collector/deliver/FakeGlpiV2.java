package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * GLPI's High-Level API v2 as its sources and its documentation have it: tokens, Ticket, timeline,
 * filters.
 */
final class FakeGlpiV2 extends FakeDesk {
  private static final String ROOT = "/api.php/v2/Assistance/Ticket";
  private static final LastStates STATES = new LastStates(5, 6);
  private static final List<String> FIELDS =
      List.of(
          "name",
          "content",
          "type",
          "status",
          "urgency",
          "impact",
          "priority",
          "external_id",
          "category",
          "entity",
          "location");

  /** What its client and user get. */
  final FakeTokens tokens =
      new FakeTokens(
          Map.of(
              "grant_type", "password",
              "client_id", "c",
              "client_secret", "s",
              "username", "u",
              "password", "p",
              "scope", "api"),
          Duration.ofHours(1));

  private final Map<Integer, JsonObject> tickets = new LinkedHashMap<>();
  private final Map<Integer, JsonArray> timelines = new LinkedHashMap<>();
  private int things;
  private int made = 200;

  FakeGlpiV2(Vertx vertx) {
    super(vertx);
  }

  /** The web server makes a redirection of what says where a new thing is. */
  void redirects() {
    made = 302;
  }

  @Override
  void forget() {
    tokens.forget();
  }

  @Override
  boolean takesForm(Asked asked) {
    return asked.is("POST", "/api.php/token");
  }

  @Override
  List<String> tickets() {
    return tickets.values().stream()
        .map(one -> one.getString("name") + ": " + STATES.of(status(one)))
        .toList();
  }

  private static int status(JsonObject ticket) {
    return ticket.getJsonObject("status").getInteger("id");
  }

  @Override
  List<String> words() {
    return timelines.values().stream()
        .flatMap(JsonArray::stream)
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("type").equals("Followup"))
        .map(one -> one.getJsonObject("item"))
        .sorted(Comparator.comparing(item -> item.getInteger("id")))
        .map(item -> item.getString("content"))
        .toList();
  }

  @Override
  Said answer(Asked asked) {
    if (takesForm(asked)) {
      return tokens.issue(asked.body(), now());
    }
    String who = asked.head().get("Authorization");
    want(!who.isEmpty(), 401, error("ERROR_UNAUTHENTICATED", "You are not authenticated"));
    if (!tokens.holds(who, now())) {
      return new Said(400, error("ERROR_INVALID_PARAMETER", "Invalid OAuth token"));
    }
    // With a charset behind it GLPI does not read the body at all.
    want(
        asked.method().equals("GET") || asked.head().get("Content-Type").equals("application/json"),
        400,
        "content type " + asked.head().get("Content-Type"));
    return asked.path().equals(ROOT) ? all(asked) : one(asked);
  }

  private static String error(String status, String title) {
    return new JsonObject().put("status", status).put("title", title).putNull("detail").encode();
  }

  private Said all(Asked asked) {
    return switch (asked.method()) {
      case "POST" -> created(make(asked.json()), ROOT);
      case "GET" -> Said.json(200, found(asked));
      default -> throw new Refusal(405, error("ERROR_METHOD_NOT_ALLOWED", asked.path()));
    };
  }

  private Said one(Asked asked) {
    String[] parts = asked.path().substring(ROOT.length() + 1).split("/", -1);
    int id = Integer.parseInt(parts[0]);
    if (!tickets.containsKey(id)) {
      throw new Refusal(404, error("ERROR_ITEM_NOT_FOUND", "Not found"));
    }
    String what = String.join("/", List.of(parts).subList(1, parts.length));
    return switch (asked.method() + " " + what) {
      case "GET " -> Said.json(200, tickets.get(id));
      case "PATCH " -> change(id, asked.json());
      case "GET Timeline" -> Said.json(200, timeline(id));
      case "GET Timeline/Followup" -> Said.json(200, followups(id, asked));
      case "POST Timeline/Followup" ->
          created(follow(id, asked.json()), ROOT + "/" + id + "/Timeline/Followup");
      case "POST Timeline/Solution" ->
          created(solve(id, asked.json()), ROOT + "/" + id + "/Timeline/Solution");
      default -> throw new Refusal(404, error("ERROR_ITEM_NOT_FOUND", "no route " + what));
    };
  }

  private Said created(int id, String under) {
    String href = under.substring("/api.php/v2".length()) + "/" + id;
    return Said.json(made, new JsonObject().put("id", id).put("href", href));
  }

  private void check(JsonObject body) {
    only(body, FIELDS);
    Optional.ofNullable(body.getString("name"))
        .ifPresent(name -> want(name.getBytes(UTF_8).length <= 255, 400, "name: maxLength"));
    for (String rank : List.of("urgency", "impact")) {
      want(
          !body.containsKey(rank) || List.of(1, 2, 3, 4, 5).contains(number(body, rank)),
          400,
          rank);
    }
    Optional.ofNullable(body.getJsonObject("status"))
        .ifPresent(
            status -> {
              only(status, List.of("id"));
              want(List.of(1, 2, 3, 4, 5, 6).contains(number(status, "id")), 400, "status");
            });
    if (body.getString("content", "").contains("<b>")) {
      violated("markup of a text became markup of the ticket");
    }
  }

  private int make(JsonObject body) {
    check(body);
    text(body, "name", 255);
    text(body, "content", 65_535);
    want(List.of(1, 2).contains(number(body, "type")), 400, "type");
    text(body, "external_id", 255);
    return open(OURS, body);
  }

  private int open(int who, JsonObject fields) {
    int id = tickets.size() + 1;
    tickets.put(
        id,
        new JsonObject()
            .put("id", id)
            .put("is_deleted", false)
            .putNull("external_id")
            .put("status", new JsonObject().put("id", 1).put("name", "New"))
            .put("user_recipient", user(who))
            .put("date", time())
            .put("date_mod", time())
            .mergeIn(fields));
    return id;
  }

  /** Somebody opens a ticket. */
  void opens(String name) {
    int unused = open(LI_WEI, new JsonObject().put("name", name).put("content", "<p>help</p>"));
  }

  /** Somebody calls a ticket something else. */
  void renames(int ticket, String name) {
    tickets.get(ticket).put("name", name).put("date_mod", time());
  }

  private static JsonObject user(int who) {
    return new JsonObject().put("id", who).put("name", name(who));
  }

  // RFC 3339 in GLPI's own zone.
  private String time() {
    return now()
        .truncatedTo(ChronoUnit.SECONDS)
        .atZone(ZoneId.of("Asia/Shanghai"))
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private Said change(int id, JsonObject body) {
    check(body);
    return Said.json(200, tickets.get(id).mergeIn(body).put("date_mod", time()));
  }

  private int add(int ticket, String type, int who, JsonObject item) {
    tickets.get(ticket).put("date_mod", time());
    int id = ++things;
    item.put("id", id)
        .put("itemtype", "Ticket")
        .put("items_id", ticket)
        .put("user", user(who))
        .put("date_creation", time())
        .put("date_mod", time());
    timeline(ticket).add(new JsonObject().put("type", type).put("item", item));
    return id;
  }

  private JsonArray timeline(int ticket) {
    return timelines.computeIfAbsent(ticket, _ -> new JsonArray());
  }

  private int follow(int ticket, JsonObject body) {
    only(body, List.of("content", "is_private"));
    text(body, "content", 65_535);
    want(body.getValue("is_private") instanceof Boolean, 400, "is_private");
    want(status(tickets.get(ticket)) != 6, 403, error("ERROR_RIGHT_MISSING", "closed"));
    return add(ticket, "Followup", OURS, body);
  }

  private int solve(int ticket, JsonObject body) {
    only(body, List.of("content"));
    text(body, "content", 65_535);
    want(status(tickets.get(ticket)) < 5, 500, error("ERROR", "Failed to create item(s)"));
    tickets.get(ticket).put("status", new JsonObject().put("id", 5));
    return add(ticket, "Solution", OURS, body);
  }

  /** Somebody writes on a ticket. */
  void writes(int who, int ticket, String type, String content) {
    int unused = add(ticket, type, who, new JsonObject().put("content", content));
  }

  private JsonArray followups(int ticket, Asked asked) {
    JsonArray found = new JsonArray();
    Predicate<JsonObject> filter = Rsql.filter(asked.query().get("filter"), List.of("content"));
    timeline(ticket).stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("type").equals("Followup"))
        .filter(one -> filter.test(one.getJsonObject("item")))
        .forEach(found::add);
    return found;
  }

  private JsonArray found(Asked asked) {
    Predicate<JsonObject> filter =
        Rsql.filter(
            asked.query().get("filter"), List.of("name", "external_id", "status.id", "is_deleted"));
    String[] sort = asked.query().getOrDefault("sort", "id:asc").split(":", 2);
    want(List.of("id", "date", "date_mod").contains(sort[0]), 400, "sort");
    Comparator<JsonObject> order = Comparator.comparing(one -> one.getValue(sort[0]).toString());
    List<JsonObject> found = new ArrayList<>(tickets.values());
    found.removeIf(filter.negate());
    found.sort(sort[1].equals("desc") ? order.reversed() : order);
    return new JsonArray(
        found.stream().limit(Integer.parseInt(asked.query().get("limit"))).toList());
  }
}
