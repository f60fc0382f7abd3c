package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Zammad's REST API as documented: tickets, articles, links, search. */
final class FakeZammad extends FakeDesk {
  private static final String API = "/api/v1/";
  private static final List<String> STATES =
      List.of("new", "open", "pending reminder", "pending close", "closed");
  private static final List<String> PRIORITIES = List.of("1 low", "2 normal", "3 high");

  private static final int FIRST_NUMBER = 22_000;

  private final Map<Integer, JsonObject> tickets = new LinkedHashMap<>();
  private final List<JsonObject> articles = new ArrayList<>();
  private final List<JsonObject> links = new ArrayList<>();

  FakeZammad(Vertx vertx) {
    super(vertx);
  }

  @Override
  List<String> relations() {
    return links.stream()
        .map(one -> target(one) + " below " + (source(one) - FIRST_NUMBER))
        .toList();
  }

  private static int target(JsonObject link) {
    return link.getInteger("link_object_target_value");
  }

  private static int source(JsonObject link) {
    return Integer.parseInt(link.getString("link_object_source_number"));
  }

  @Override
  List<String> tickets() {
    return tickets.values().stream()
        .map(
            one ->
                one.getString("title")
                    + ": "
                    + (one.getString("state").equals("closed") ? "closed" : "open"))
        .toList();
  }

  @Override
  List<String> words() {
    return articles.stream().map(one -> one.getString("body")).toList();
  }

  @Override
  Said answer(Asked asked) {
    want(asked.head().get("Authorization").equals("Token token=t"), 401, "token");
    String[] parts = asked.path().substring(API.length()).split("/", -1);
    return switch (asked.method() + " " + parts[0]) {
      case "POST tickets" -> create(asked.json());
      case "PUT tickets" -> change(Integer.parseInt(parts[1]), asked.json());
      case "GET tickets" -> search(asked.query().get("query"));
      case "POST ticket_articles" -> article(asked.json());
      case "GET ticket_articles" -> articles(Integer.parseInt(parts[2]));
      case "POST links" -> link(asked.json());
      case "GET links" -> links(Integer.parseInt(asked.query().get("link_object_value")));
      default -> throw new Refusal(404, asked.path());
    };
  }

  private Said create(JsonObject body) {
    only(body, List.of("title", "group", "customer", "state", "priority", "tags", "article"));
    text(body, "title", 250);
    want(text(body, "group", 100).equals("Operations"), 422, "No lookup value found for 'group'");
    want(text(body, "customer", 100).contains("@"), 422, "No lookup value found for 'customer'");
    check(body);
    JsonObject article = body.getJsonObject("article");
    only(article, List.of("subject", "body", "type", "content_type", "internal"));
    text(article, "body", 65_535);
    int id = tickets.size() + 1;
    JsonObject made =
        new JsonObject()
            .put("id", id)
            .put("number", "" + (FIRST_NUMBER + id))
            .put("created_at", "2026-11-21T09:00:00.000Z")
            .putNull("close_at")
            .mergeIn(body);
    made.remove("article");
    tickets.put(id, made);
    return Said.json(201, made);
  }

  private static void check(JsonObject body) {
    want(STATES.contains(body.getString("state", "new")), 422, "No lookup value for 'state'");
    want(
        PRIORITIES.contains(body.getString("priority", "1 low")),
        422,
        "No lookup value found for 'priority'");
  }

  private Said change(int id, JsonObject body) {
    only(body, List.of("title", "state", "priority"));
    check(body);
    return Said.json(200, ticket(id).mergeIn(body));
  }

  private JsonObject ticket(int id) {
    return Optional.ofNullable(tickets.get(id)).orElseThrow(() -> new Refusal(404, "no " + id));
  }

  private Said search(String query) {
    want(query.matches("title:\"[^\"]+\""), 422, query);
    String wanted = query.substring(7, query.length() - 1);
    JsonArray ids = new JsonArray();
    JsonObject found = new JsonObject();
    tickets.forEach(
        (id, one) -> {
          if (one.getString("title").contains(wanted)) {
            ids.add(id);
            found.put("" + id, one);
          }
        });
    JsonObject assets = ids.isEmpty() ? new JsonObject() : new JsonObject().put("Ticket", found);
    return Said.json(
        200,
        new JsonObject()
            .put("tickets", ids)
            .put("tickets_count", ids.size())
            .put("assets", assets));
  }

  private Said article(JsonObject body) {
    only(body, List.of("ticket_id", "subject", "body", "type", "content_type", "internal"));
    ticket(number(body, "ticket_id"));
    text(body, "body", 65_535);
    articles.add(body);
    return Said.json(201, new JsonObject().put("id", articles.size()).mergeIn(body));
  }

  private Said articles(int id) {
    JsonArray found = new JsonArray();
    articles.stream()
        .filter(one -> one.getInteger("ticket_id") == id)
        .forEach(one -> found.add(one.copy().put("id", 1)));
    return Said.json(200, found);
  }

  private Said link(JsonObject body) {
    only(
        body,
        List.of(
            "link_type",
            "link_object_source",
            "link_object_source_number",
            "link_object_target",
            "link_object_target_value"));
    text(body, "link_object_source_number", 20);
    ticket(source(body) - FIRST_NUMBER);
    ticket(number(body, "link_object_target_value"));
    if (links.contains(body)) {
      return new Said(422, "{\"error\":\"Link already exists\"}");
    }
    links.add(body);
    return Said.json(201, new JsonObject());
  }

  private Said links(int id) {
    JsonArray found = new JsonArray();
    links.stream()
        .filter(one -> target(one) == id)
        .forEach(
            one ->
                found.add(
                    new JsonObject()
                        .put("link_type", "normal")
                        .put("link_object_value", source(one) - FIRST_NUMBER)));
    return Said.json(200, new JsonObject().put("links", found));
  }
}
