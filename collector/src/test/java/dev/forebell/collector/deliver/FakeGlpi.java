package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GLPI's legacy REST API as documented: sessions, Ticket, follow-ups, solutions, links, search. */
final class FakeGlpi extends FakeDesk implements FakeDesk.People {
  private static final String ROOT = "/apirest.php/";
  private static final LastStates STATES = new LastStates(5, 6);
  // GLPI's times are in its own zone: not UTC here, and nobody may rely on that.
  private static final WallClock CLOCK = new WallClock(ZoneId.of("Asia/Shanghai"));
  private static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "content",
          "type",
          "status",
          "urgency",
          "impact",
          "priority",
          "entities_id",
          "itilcategories_id");

  private final Map<Integer, JsonObject> tickets = new LinkedHashMap<>();
  private final List<JsonObject> followups = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final List<JsonObject> history = new ArrayList<>();
  private final Set<String> sessions = new HashSet<>();
  private int opened;

  FakeGlpi(Vertx vertx) {
    super(vertx);
  }

  @Override
  void forget() {
    sessions.clear();
  }

  int sessionsOpened() {
    return opened;
  }

  int sessionsLeft() {
    return sessions.size();
  }

  @Override
  List<String> relations() {
    return List.copyOf(links);
  }

  @Override
  List<String> tickets() {
    return tickets.values().stream()
        .map(one -> one.getString("name") + ": " + STATES.of(one.getInteger("status")))
        .toList();
  }

  @Override
  List<String> words() {
    return followups.stream().map(one -> one.getString("content")).toList();
  }

  @Override
  Said answer(Asked asked) {
    if (!asked.head().get("App-Token").equals("app")) {
      return error(400, "ERROR_WRONG_APP_TOKEN_PARAMETER");
    }
    String what = asked.path().substring(ROOT.length());
    if (what.equals("initSession")) {
      want(asked.head().get("Authorization").equals("user_token user"), 401, "ERROR_LOGIN");
      sessions.add("s" + ++opened);
      return Said.json(200, new JsonObject().put("session_token", "s" + opened));
    }
    String session = asked.head().get("Session-Token");
    if (session.isEmpty()) {
      violated("no Session-Token: " + asked.path());
      return error(400, "ERROR_SESSION_TOKEN_MISSING");
    }
    if (!sessions.contains(session)) {
      return error(401, "ERROR_SESSION_TOKEN_INVALID");
    }
    return inSession(asked, what, session);
  }

  private Said inSession(Asked asked, String what, String session) {
    String[] parts = what.split("/", -1);
    return switch (asked.method() + " " + parts[0] + " " + (parts.length > 2 ? parts[2] : "")) {
      case "GET killSession " -> {
        sessions.remove(session);
        yield new Said(200, "");
      }
      case "POST Ticket " -> created(make(input(asked)));
      case "PUT Ticket " -> change(Integer.parseInt(parts[1]), input(asked));
      case "GET Ticket " -> one(Integer.parseInt(parts[1]));
      case "GET Ticket Log" -> log(Integer.parseInt(parts[1]));
      case "GET Ticket ITILFollowup" -> followups(Integer.parseInt(parts[1]));
      case "POST ITILFollowup " -> created(follow(input(asked)));
      case "POST ITILSolution " -> created(solve(input(asked)));
      case "POST Ticket_Ticket " -> link(input(asked));
      case "GET search " -> search(asked);
      default -> throw new Refusal(400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM " + what);
    };
  }

  private static Said error(int status, String code) {
    return Said.json(status, new JsonArray().add(code).add("..."));
  }

  private static JsonObject input(Asked asked) {
    return Optional.ofNullable(asked.json().getJsonObject("input"))
        .orElseThrow(() -> new Refusal(400, "ERROR_BAD_ARRAY"));
  }

  private static Said created(int id) {
    return Said.json(201, new JsonObject().put("id", id).put("message", ""));
  }

  private int make(JsonObject input) {
    check(input);
    text(input, "name", 255);
    text(input, "content", 65_535);
    want(number(input, "type") <= 2, 400, "type");
    int id = tickets.size() + 1;
    tickets.put(id, new JsonObject().put("id", id).put("date_mod", time()).mergeIn(input));
    return id;
  }

  private void check(JsonObject input) {
    only(input, FIELDS);
    for (String field : List.of("status", "urgency", "impact")) {
      if (input.containsKey(field)) {
        want(number(input, field) >= 1 && number(input, field) <= 6, 400, field);
      }
    }
    if (input.getString("content", "").contains("<b>")) {
      violated("markup of a text became markup of the ticket");
    }
  }

  private JsonObject ticket(int id) {
    return Optional.ofNullable(tickets.get(id))
        .orElseThrow(() -> new Refusal(404, "ERROR_ITEM_NOT_FOUND"));
  }

  private Said change(int id, JsonObject input) {
    check(input);
    want(number(input, "id") == id, 400, "id");
    Optional.ofNullable(input.getInteger("status")).ifPresent(to -> status(OURS, id, to));
    ticket(id).mergeIn(input).put("date_mod", time());
    return Said.json(
        200, new JsonArray().add(new JsonObject().put("" + id, true).put("message", "")));
  }

  private Said one(int id) {
    return Said.json(200, ticket(id));
  }

  private int follow(JsonObject input) {
    only(input, List.of("itemtype", "items_id", "content", "is_private"));
    want(text(input, "itemtype", 20).equals("Ticket"), 400, "itemtype");
    return follow(OURS, number(input, "items_id"), text(input, "content", 65_535));
  }

  private int follow(int who, int ticket, String content) {
    ticket(ticket).put("date_mod", time());
    int id = followups.size() + 1;
    followups.add(
        new JsonObject()
            .put("id", id)
            .put("itemtype", "Ticket")
            .put("items_id", ticket)
            .put("users_id", who)
            .put("content", content)
            .put("date_mod", time())
            .put("_keys_names", new JsonObject().put("users_id", name(who))));
    return id;
  }

  private String time() {
    return CLOCK.at(now());
  }

  private void status(int who, int id, int to) {
    JsonObject ticket = ticket(id);
    if (ticket.getInteger("status") != to) {
      history.add(
          new JsonObject()
              .put("id", 100 + history.size())
              .put("itemtype", "Ticket")
              .put("items_id", id)
              .put("user_name", name(who) + " (" + who + ")")
              .put("date_mod", time())
              .put("id_search_option", 12)
              .put("old_value", ticket.getInteger("status").toString())
              .put("new_value", Integer.toString(to)));
      ticket.put("status", to).put("date_mod", time());
    }
  }

  @Override
  public void says(int who, String ticket, String text) {
    String markup = text.replace("&", "&#38;amp;").replace("<", "&#38;lt;");
    int unused = follow(who, Integer.parseInt(ticket), "&#60;p&#62;" + markup + "&#60;/p&#62;");
  }

  @Override
  public void moves(int who, String ticket, String to) {
    status(who, Integer.parseInt(ticket), Integer.parseInt(to));
  }

  private int solve(JsonObject input) {
    only(input, List.of("itemtype", "items_id", "content", "solutiontypes_id"));
    JsonObject ticket = ticket(number(input, "items_id"));
    want(ticket.getInteger("status") < 5, 400, "ERROR_GLPI_ADD solved already");
    status(OURS, ticket.getInteger("id"), 5);
    return 1;
  }

  private Said link(JsonObject input) {
    only(input, List.of("tickets_id_1", "tickets_id_2", "link"));
    String link = number(input, "tickets_id_1") + " below " + number(input, "tickets_id_2");
    if (links.contains(link)) {
      return error(400, "ERROR_GLPI_ADD");
    }
    links.add(link);
    return created(links.size());
  }

  private Said followups(int id) {
    JsonArray found = new JsonArray();
    followups.stream().filter(one -> one.getInteger("items_id") == id).forEach(found::add);
    return Said.json(200, found);
  }

  private Said log(int id) {
    JsonArray found = new JsonArray();
    // Other changes stand there too.
    found.add(
        new JsonObject()
            .put("id", 1)
            .put("items_id", id)
            .put("user_name", "")
            .put("date_mod", time())
            .put("id_search_option", 0)
            .put("old_value", "")
            .put("new_value", ""));
    history.reversed().stream().filter(one -> one.getInteger("items_id") == id).forEach(found::add);
    return Said.json(200, found);
  }

  private Said changed(String value, String since) {
    want(since.matches("-[0-9]+MINUTE"), 400, "since " + since);
    long minutes = Long.parseLong(since.replaceAll("[^0-9]", ""));
    String from = CLOCK.at(now().minus(Duration.ofMinutes(minutes)));
    JsonArray data = new JsonArray();
    tickets.values().stream()
        .filter(one -> one.getString("name").contains(value))
        .filter(one -> one.getString("date_mod").compareTo(from) > 0)
        .forEach(one -> data.add(new JsonObject().put("2", one.getInteger("id"))));
    JsonObject answer = new JsonObject().put("totalcount", data.size()).put("count", data.size());
    return Said.json(200, data.isEmpty() ? answer : answer.put("data", data));
  }

  private Said search(Asked asked) {
    if ("19".equals(asked.query().get("criteria[1][field]"))) {
      return changed(
          asked.query().get("criteria[0][value]"), asked.query().get("criteria[1][value]"));
    }
    String value = asked.query().get("criteria[0][value]");
    want(asked.query().get("criteria[0][searchtype]").equals("contains"), 400, "searchtype");
    boolean opened = asked.query().containsKey("criteria[2][value]");
    JsonArray data = new JsonArray();
    tickets.values().stream()
        .filter(one -> one.getString("name").contains(value))
        .filter(one -> !opened || one.getInteger("status") < 5)
        .forEach(
            one ->
                data.add(
                    new JsonObject()
                        .put("1", one.getString("name"))
                        .put("2", one.getInteger("id"))));
    JsonObject answer = new JsonObject().put("totalcount", data.size()).put("count", data.size());
    if (!data.isEmpty()) {
      answer.put("data", data);
    }
    return Said.json(200, answer);
  }
}
