package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redmine's REST API as documented: issues with journals, relations, filters. */
final class FakeRedmine extends FakeDesk implements FakeDesk.People {
  private static final LastStates STATES = new LastStates(3, 5);
  private static final List<String> FIELDS =
      List.of(
          "project_id",
          "subject",
          "description",
          "status_id",
          "priority_id",
          "tracker_id",
          "notes",
          "private_notes");

  private final Map<Integer, JsonObject> issues = new LinkedHashMap<>();
  private final Map<Integer, JsonArray> journals = new LinkedHashMap<>();
  private final List<String> relations = new ArrayList<>();
  private int lastJournal;

  FakeRedmine(Vertx vertx) {
    super(vertx);
  }

  @Override
  List<String> relations() {
    return List.copyOf(relations);
  }

  @Override
  List<String> tickets() {
    return issues.values().stream()
        .map(one -> one.getString("subject") + ": " + STATES.of(one.getInteger("status_id")))
        .toList();
  }

  @Override
  List<String> words() {
    return journals.values().stream()
        .flatMap(JsonArray::stream)
        .map(one -> ((JsonObject) one).getString("notes"))
        .filter(notes -> !notes.isEmpty())
        .toList();
  }

  @Override
  Said answer(Asked asked) {
    want(asked.head().get("X-Redmine-API-Key").equals("k"), 401, "key");
    if (asked.is("POST", "/issues.json")) {
      return create(asked.json().getJsonObject("issue"));
    }
    if (asked.is("GET", "/issues.json")) {
      return list(asked);
    }
    String rest = asked.under(asked.method(), "/issues/").orElseThrow(() -> new Refusal(404, ""));
    int id = Integer.parseInt(rest.replaceFirst("[./].*", ""));
    JsonObject issue =
        Optional.ofNullable(issues.get(id)).orElseThrow(() -> new Refusal(404, "no " + id));
    if (rest.endsWith("/relations.json")) {
      return relate(id, asked.json().getJsonObject("relation"));
    }
    return asked.method().equals("PUT")
        ? change(issue, asked.json().getJsonObject("issue"))
        : Said.json(
            200,
            new JsonObject()
                .put(
                    "issue",
                    issue.copy().put("journals", journals.getOrDefault(id, new JsonArray()))));
  }

  private void check(JsonObject issue) {
    only(issue, FIELDS);
    for (String field : List.of("status_id", "priority_id")) {
      if (issue.containsKey(field)) {
        want(number(issue, field) >= 1 && number(issue, field) <= 5, 422, field + " is invalid");
      }
    }
  }

  private Said create(JsonObject issue) {
    check(issue);
    want(issue.getValue("project_id").equals("operations"), 422, "Project cannot be blank");
    text(issue, "subject", 255);
    int id = issues.size() + 1;
    issues.put(
        id,
        new JsonObject()
            .put("id", id)
            .put("created_on", time())
            .put("updated_on", time())
            .mergeIn(issue));
    return Said.json(201, new JsonObject().put("issue", issues.get(id)));
  }

  private Said change(JsonObject issue, JsonObject change) {
    check(change);
    change(OURS, issue, change);
    return new Said(204, "");
  }

  // A journal of its own for each change that changes something, as Redmine keeps them.
  private void change(int who, JsonObject issue, JsonObject change) {
    JsonArray details = new JsonArray();
    Integer status = change.getInteger("status_id", issue.getInteger("status_id"));
    if (!status.equals(issue.getInteger("status_id"))) {
      details.add(
          new JsonObject()
              .put("property", "attr")
              .put("name", "status_id")
              .put("old_value", issue.getInteger("status_id").toString())
              .put("new_value", status.toString()));
    }
    if (change.containsKey("notes") || !details.isEmpty()) {
      journals
          .computeIfAbsent(issue.getInteger("id"), _ -> new JsonArray())
          .add(
              new JsonObject()
                  .put("id", ++lastJournal)
                  .put("user", new JsonObject().put("id", who).put("name", name(who)))
                  .put("notes", change.getString("notes", ""))
                  .put("created_on", time())
                  .put("details", details));
    }
    issue.mergeIn(change).put("updated_on", time());
    issue.remove("notes");
  }

  private String time() {
    return now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void says(int who, String ticket, String text) {
    change(who, issues.get(Integer.parseInt(ticket)), new JsonObject().put("notes", text));
  }

  @Override
  public void moves(int who, String ticket, String to) {
    change(
        who,
        issues.get(Integer.parseInt(ticket)),
        new JsonObject().put("status_id", Integer.parseInt(to)));
  }

  private Said relate(int id, JsonObject relation) {
    only(relation, List.of("issue_to_id", "relation_type"));
    String pair = number(relation, "issue_to_id") + " below " + id;
    if (relations.contains(pair)) {
      return new Said(422, "{\"errors\":[\"Related issue has already been taken\"]}");
    }
    relations.add(pair);
    return Said.json(201, new JsonObject().put("relation", relation));
  }

  // Oldest change first, as it was asked for.
  private Said changed(String since) {
    want(since.matches(">=\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z"), 422, "updated_on " + since);
    JsonArray found = new JsonArray();
    issues.values().stream()
        .filter(one -> one.getString("updated_on").compareTo(since.substring(2)) >= 0)
        .sorted(Comparator.comparing(one -> one.getString("updated_on")))
        .forEach(found::add);
    return Said.json(200, new JsonObject().put("issues", found).put("total_count", found.size()));
  }

  private Said list(Asked asked) {
    if (asked.query().containsKey("updated_on")) {
      return changed(asked.query().get("updated_on"));
    }
    String subject = asked.query().getOrDefault("subject", "");
    want(subject.startsWith("~"), 422, "subject");
    want(List.of("*", "open").contains(asked.query().get("status_id")), 422, "status_id");
    boolean open = asked.query().get("status_id").equals("open");
    want(
        !open || asked.query().get("created_on").matches(">=\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z"),
        422,
        "created_on " + asked.query().get("created_on"));
    JsonArray found = new JsonArray();
    issues.values().stream()
        .filter(one -> one.getString("subject").contains(subject.substring(1)))
        .filter(one -> !open || STATES.of(one.getInteger("status_id")).equals("open"))
        .forEach(found::add);
    return Said.json(200, new JsonObject().put("issues", found).put("total_count", found.size()));
  }
}
