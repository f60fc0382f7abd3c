package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk that {@code docs/adapters.md} writes an adapter for: nobody sells it. */
final class FakeTracker extends FakeDesk implements FakeDesk.People {
  private static final String ISSUES = "/api/issues";

  private final Map<Integer, JsonObject> issues = new LinkedHashMap<>();
  private final Map<Integer, List<JsonObject>> notes = new LinkedHashMap<>();
  private final Map<Integer, List<JsonObject>> history = new LinkedHashMap<>();
  private int ids;

  FakeTracker(Vertx vertx) {
    super(vertx);
  }

  @Override
  List<String> tickets() {
    return issues.values().stream()
        .map(one -> one.getString("title") + ": " + one.getString("state"))
        .toList();
  }

  @Override
  List<String> words() {
    return notes.values().stream().flatMap(List::stream).map(one -> one.getString("text")).toList();
  }

  @Override
  Said answer(Asked asked) {
    want(asked.head().get("Authorization").equals("Bearer t0ken"), 401, "who are you");
    if (asked.is("POST", ISSUES)) {
      return create(asked.json());
    }
    if (asked.is("GET", ISSUES)) {
      return asked.query().containsKey("q") ? search(asked.query().get("q")) : changed();
    }
    String[] parts = asked.path().substring(ISSUES.length() + 1).split("/", -1);
    int id = Integer.parseInt(parts[0]);
    JsonObject issue =
        Optional.ofNullable(issues.get(id)).orElseThrow(() -> new Refusal(404, "no " + id));
    return switch (asked.method() + " " + (parts.length > 1 ? parts[1] : "")) {
      case "PATCH " -> change(issue, asked.json());
      case "POST notes" -> note(id, asked.json());
      case "GET notes" -> Said.json(200, new JsonArray(notes.getOrDefault(id, List.of())));
      case "GET history" -> Said.json(200, new JsonArray(history.getOrDefault(id, List.of())));
      default -> throw new Refusal(404, asked.path());
    };
  }

  private Said create(JsonObject body) {
    only(body, List.of("queue", "title", "text", "priority"));
    want(text(body, "queue", 50).equals("night"), 422, "no such queue");
    text(body, "title", 200);
    text(body, "text", 10_000);
    want(number(body, "priority") <= 3, 422, "priority");
    int id = ++ids;
    issues.put(id, new JsonObject().put("id", id).put("state", "new").mergeIn(body));
    return Said.json(201, new JsonObject().put("id", id));
  }

  private Said change(JsonObject issue, JsonObject body) {
    only(body, List.of("title", "priority", "state"));
    want(List.of("new", "taken", "done").contains(body.getString("state", "new")), 422, "state");
    issue.mergeIn(body);
    return Said.json(200, issue);
  }

  private Said note(int id, JsonObject body) {
    only(body, List.of("text"));
    text(body, "text", 10_000);
    List<JsonObject> all = notes.computeIfAbsent(id, _ -> new ArrayList<>());
    all.add(new JsonObject().put("id", all.size() + 1).mergeIn(body));
    return Said.json(201, all.getLast());
  }

  private Said search(String word) {
    JsonArray found = new JsonArray();
    issues.values().stream()
        .filter(one -> one.getString("title").contains(word))
        .forEach(found::add);
    return Said.json(200, new JsonObject().put("issues", found));
  }

  private Said changed() {
    return Said.json(200, new JsonArray(List.copyOf(issues.values())));
  }

  @Override
  public void says(int who, String ticket, String text) {
    happens(who, ticket, "note", text);
  }

  @Override
  public void moves(int who, String ticket, String to) {
    happens(who, ticket, to, "");
  }

  private void happens(int who, String ticket, String kind, String text) {
    List<JsonObject> all =
        history.computeIfAbsent(Integer.parseInt(ticket), _ -> new ArrayList<>());
    all.add(
        new JsonObject()
            .put("id", all.size() + 1)
            .put("kind", kind)
            .put("user", name(who))
            .put("time", now().toString())
            .put("text", text));
  }
}
