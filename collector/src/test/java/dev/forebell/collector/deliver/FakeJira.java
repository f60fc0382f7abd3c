package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jira's REST API 2 as documented (Data Center): issues, comments, transitions, links, JQL. */
final class FakeJira extends FakeDesk implements FakeDesk.People {
  private static final String ROOT = "/rest/api/2/";
  private static final Pattern LABEL = Pattern.compile("labels = \"([^\" ]+)\"");
  private static final Pattern CHANGED =
      Pattern.compile("labels = forebell AND updated >= -(\\d+)m ORDER BY updated ASC");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);
  private static final List<String> PRIORITIES =
      List.of("Highest", "High", "Medium", "Low", "Lowest");

  private final Map<String, Issue> issues = new LinkedHashMap<>();
  private int ids = 10_000;
  private final Set<String> links = new LinkedHashSet<>();

  FakeJira(Vertx vertx) {
    super(vertx);
  }

  private static final class Issue {
    private final JsonObject fields = new JsonObject();
    private final List<JsonObject> comments = new ArrayList<>();
    private final List<JsonObject> changes = new ArrayList<>();
    private String status = "To Do";
    private Instant updated = Instant.EPOCH;
  }

  @Override
  List<String> tickets() {
    return issues.values().stream()
        .map(one -> one.fields.getString("summary") + (isDone(one) ? ": closed" : ": open"))
        .toList();
  }

  private static boolean isDone(Issue issue) {
    return issue.status.equals("Done");
  }

  @Override
  List<String> words() {
    return issues.values().stream()
        .flatMap(one -> one.comments.stream())
        .map(one -> one.getString("body"))
        .toList();
  }

  @Override
  List<String> relations() {
    return List.copyOf(links);
  }

  private int place(JsonObject linked) {
    String key = linked.getString("key");
    issue(key);
    return List.copyOf(issues.keySet()).indexOf(key) + 1;
  }

  @Override
  Said answer(Asked asked) {
    want(asked.head().get("Authorization").equals("Bearer t"), 401, "token");
    String what = asked.path().substring(ROOT.length());
    String[] parts = what.split("/", -1);
    return switch (asked.method() + " " + parts[0] + " " + (parts.length > 2 ? parts[2] : "")) {
      case "POST issue " -> create(asked.json());
      case "PUT issue " -> change(issue(parts[1]), asked.json());
      case "POST issue comment" -> comment(issue(parts[1]), asked.json());
      case "GET issue comment" ->
          Said.json(200, new JsonObject().put("comments", array(issue(parts[1]).comments)));
      case "GET issue transitions" ->
          Said.json(200, new JsonObject().put("transitions", ways(issue(parts[1]))));
      case "POST issue transitions" -> transition(issue(parts[1]), asked.json());
      case "POST issueLink " -> link(asked.json());
      case "POST search " -> search(asked.json());
      case "GET search " -> changed(asked);
      default -> throw new Refusal(404, "no resource " + what);
    };
  }

  private Issue issue(String key) {
    return Optional.ofNullable(issues.get(key))
        .orElseThrow(() -> new Refusal(404, "Issue Does Not Exist"));
  }

  private static JsonArray array(List<JsonObject> list) {
    return new JsonArray(List.copyOf(list));
  }

  private void check(JsonObject fields, List<String> known) {
    only(fields, known);
    String summary = text(fields, "summary", 255);
    want(!summary.contains("\n"), 400, "summary: The summary is invalid");
    String priority = fields.getJsonObject("priority").getString("name");
    want(PRIORITIES.contains(priority), 400, "priority: The priority selected is invalid");
  }

  private Said create(JsonObject body) {
    only(body, List.of("fields"));
    JsonObject fields = body.getJsonObject("fields");
    check(fields, List.of("project", "issuetype", "summary", "description", "priority", "labels"));
    want(fields.getJsonObject("project").getString("key").equals("OPS"), 400, "project");
    want(fields.getJsonObject("issuetype").getString("name").equals("Incident"), 400, "issuetype");
    fields.getJsonArray("labels").stream()
        .forEach(label -> want(!label.toString().contains(" "), 400, "labels: contains spaces"));
    Issue issue = new Issue();
    issue.fields.mergeIn(fields);
    issue.updated = now();
    String key = "OPS-" + (issues.size() + 1);
    issues.put(key, issue);
    return Said.json(
        201,
        new JsonObject()
            .put("id", Integer.toString(++ids))
            .put("key", key)
            .put("self", "" + url()));
  }

  private Said change(Issue issue, JsonObject body) {
    only(body, List.of("fields"));
    check(body.getJsonObject("fields"), List.of("summary", "priority"));
    issue.fields.mergeIn(body.getJsonObject("fields"));
    issue.updated = now();
    return new Said(204, "");
  }

  private Said comment(Issue issue, JsonObject body) {
    only(body, List.of("body"));
    return Said.json(201, comment(OURS, issue, text(body, "body", 32_767)));
  }

  private JsonObject comment(int who, Issue issue, String text) {
    JsonObject comment =
        new JsonObject()
            .put("id", Integer.toString(++ids))
            .put("author", user(who))
            .put("body", text)
            .put("created", time(now()));
    issue.comments.add(comment);
    issue.updated = now();
    return comment;
  }

  private static JsonObject user(int who) {
    return new JsonObject()
        .put("name", who == OURS ? "forebell" : "li.wei")
        .put("displayName", name(who));
  }

  // Jira's own form: no colon in the zone.
  private static String time(Instant at) {
    return at.atOffset(ZoneOffset.ofHours(8)).format(TIME);
  }

  private static JsonArray ways(Issue issue) {
    JsonArray ways = new JsonArray();
    if (isDone(issue)) {
      ways.add(way("11", "To Do", "new"));
    } else {
      ways.add(way("21", "In Progress", "indeterminate")).add(way("31", "Done", "done"));
    }
    return ways;
  }

  private static JsonObject way(String id, String to, String category) {
    return new JsonObject()
        .put("id", id)
        .put("name", to)
        .put(
            "to",
            new JsonObject()
                .put("name", to)
                .put("statusCategory", new JsonObject().put("key", category)));
  }

  private Said transition(Issue issue, JsonObject body) {
    String id = body.getJsonObject("transition").getString("id");
    String to =
        ways(issue).stream()
            .map(JsonObject.class::cast)
            .filter(way -> way.getString("id").equals(id))
            .map(way -> way.getString("name"))
            .findFirst()
            .orElseThrow(() -> new Refusal(400, "It seems that you have tried to perform an"));
    status(OURS, issue, to);
    return new Said(204, "");
  }

  private void status(int who, Issue issue, String to) {
    issue.changes.add(
        new JsonObject()
            .put("id", Integer.toString(++ids))
            .put("author", user(who))
            .put("created", time(now()))
            .put(
                "items",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("field", "status")
                            .put("fromString", issue.status)
                            .put("toString", to))));
    issue.status = to;
    issue.updated = now();
  }

  private Said link(JsonObject body) {
    only(body, List.of("type", "inwardIssue", "outwardIssue"));
    // A link that is there already is not made again.
    links.add(
        place(body.getJsonObject("outwardIssue"))
            + " below "
            + place(body.getJsonObject("inwardIssue")));
    return new Said(201, "");
  }

  private Said search(JsonObject body) {
    only(body, List.of("jql", "maxResults", "fields", "startAt"));
    Matcher jql = LABEL.matcher(body.getString("jql"));
    want(jql.matches(), 400, "Error in the JQL Query: " + body.getString("jql"));
    JsonArray found = new JsonArray();
    issues.forEach(
        (key, issue) -> {
          if (issue.fields.getJsonArray("labels").contains(jql.group(1))) {
            found.add(new JsonObject().put("key", key));
          }
        });
    return Said.json(200, new JsonObject().put("issues", found).put("total", found.size()));
  }

  private Said changed(Asked asked) {
    Matcher jql = CHANGED.matcher(asked.query().get("jql"));
    want(jql.matches(), 400, "Error in the JQL Query: " + asked.query().get("jql"));
    want(asked.query().get("expand").equals("changelog"), 400, "expand");
    Instant from = now().minus(Duration.ofMinutes(Long.parseLong(jql.group(1))));
    JsonArray found = new JsonArray();
    issues.forEach(
        (key, issue) -> {
          if (!issue.updated.isBefore(from)) {
            found.add(issue(key, issue));
          }
        });
    return Said.json(200, new JsonObject().put("issues", found).put("total", found.size()));
  }

  private static JsonObject issue(String key, Issue issue) {
    return new JsonObject()
        .put("key", key)
        .put("changelog", new JsonObject().put("histories", array(issue.changes)))
        .put(
            "fields",
            new JsonObject()
                .put("updated", time(issue.updated))
                .put("comment", new JsonObject().put("comments", array(issue.comments))));
  }

  @Override
  public void says(int who, String ticket, String text) {
    JsonObject unused = comment(who, issue(ticket), text);
  }

  @Override
  public void moves(int who, String ticket, String to) {
    status(who, issue(ticket), to);
  }
}
