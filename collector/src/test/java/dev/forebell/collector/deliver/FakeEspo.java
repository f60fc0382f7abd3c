package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** EspoCRM's REST API as documented: Case, Note, the stream, where items, API key and HMAC. */
final class FakeEspo extends FakeDesk {
  static final String API_KEY = "5b0c";
  static final String SECRET = "s3cr3t";
  private static final List<String> FIELDS =
      List.of(
          "name",
          "status",
          "priority",
          "type",
          "description",
          "accountId",
          "contactId",
          "teamsIds",
          "assignedUserId",
          "isInternal",
          "cForebellKey",
          "cParentId",
          "cRespondBy",
          "cRestoreBy",
          "cDetected");
  private static final Map<String, List<String>> ENUMS =
      Map.of(
          "status", List.of("New", "Assigned", "Pending", "Closed", "Rejected", "Duplicate"),
          "priority", List.of("Low", "Normal", "High", "Urgent"),
          "type", List.of("", "Question", "Incident", "Problem"));
  private static final List<String> TIMES = List.of("cRespondBy", "cRestoreBy", "cDetected");
  private static final String CASE = "/api/v1/Case";

  private final Map<String, JsonObject> cases = new LinkedHashMap<>();
  private final Map<String, List<String>> notes = new LinkedHashMap<>();
  private boolean hmacOnly;

  FakeEspo(Vertx vertx) {
    super(vertx);
  }

  /** The API user's method is HMAC. */
  void wantsHmac() {
    hmacOnly = true;
  }

  /** A case that people opened. */
  void opened(String name, String status, String createdAt) {
    store(new JsonObject().put("name", name).put("status", status), createdAt);
  }

  void delete(String id) {
    cases.remove(id);
  }

  List<JsonObject> cases() {
    return List.copyOf(cases.values());
  }

  List<String> notes(String id) {
    return notes.getOrDefault(id, List.of());
  }

  @Override
  List<String> tickets() {
    return cases().stream()
        .map(
            one ->
                one.getString("name")
                    + ": "
                    + (one.getString("status").equals("Closed") ? "closed" : "open"))
        .toList();
  }

  @Override
  List<String> words() {
    return notes.values().stream().flatMap(List::stream).toList();
  }

  @Override
  Said answer(Asked asked) {
    authenticate(asked);
    if (asked.is("POST", CASE)) {
      return Said.json(200, store(checked(asked.json(), true), "2026-11-21 09:00:00"));
    }
    if (asked.is("GET", CASE)) {
      return list(asked);
    }
    if (asked.is("POST", "/api/v1/Note")) {
      return note(asked.json());
    }
    return asked
        .under("GET", CASE + "/")
        .filter(rest -> rest.endsWith("/stream"))
        .map(rest -> stream(rest.substring(0, rest.indexOf('/'))))
        .or(() -> asked.under("PUT", CASE + "/").map(id -> change(id, asked.json())))
        .orElseThrow(() -> new Refusal(404, asked.path()));
  }

  private void authenticate(Asked asked) {
    boolean byKey = !hmacOnly && asked.head().get("X-Api-Key").equals(API_KEY);
    String hmac = asked.head().get("X-Hmac-Authorization");
    String path = asked.path().substring("/api/v1".length());
    byte[] digest =
        Digests.hmac(
            "HmacSHA256", SECRET.getBytes(UTF_8), (asked.method() + " " + path).getBytes(UTF_8));
    String wanted = API_KEY + ":" + new String(digest, ISO_8859_1);
    boolean bySignature =
        hmacOnly && new String(Base64.getDecoder().decode(hmac), ISO_8859_1).equals(wanted);
    if (!byKey && !bySignature) {
      throw new Refusal(401, "");
    }
  }

  private JsonObject checked(JsonObject body, boolean whole) {
    only(body, FIELDS);
    ENUMS.forEach(
        (field, values) -> {
          if (body.containsKey(field) && !values.contains(body.getValue(field))) {
            throw new Refusal(400, field + " valid: " + body.getValue(field));
          }
        });
    Object name = body.getValue("name");
    if ((whole || body.containsKey("name"))
        && !(name instanceof String text && !text.isEmpty() && text.length() <= 249)) {
      throw new Refusal(400, "name required, maxLength 249");
    }
    for (String field : TIMES) {
      if (body.containsKey(field)
          && !body.getString(field).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")) {
        throw new Refusal(400, field + " valid: " + body.getValue(field));
      }
    }
    return body;
  }

  private JsonObject store(JsonObject fields, String createdAt) {
    String id = String.format(Locale.ROOT, "%017x", cases.size() + 1);
    JsonObject made =
        new JsonObject()
            .put("id", id)
            .put("number", cases.size() + 101)
            .mergeIn(fields)
            .put("createdAt", createdAt)
            .put("createdByName", "Li Wei")
            .put("modifiedAt", createdAt);
    cases.put(id, made);
    return made;
  }

  private Said change(String id, JsonObject body) {
    JsonObject found =
        Optional.ofNullable(cases.get(id)).orElseThrow(() -> new Refusal(404, "no " + id));
    return Said.json(200, found.mergeIn(checked(body, false)));
  }

  private Said note(JsonObject body) {
    only(body, List.of("type", "parentType", "parentId", "post", "attachmentsIds"));
    String parent = body.getString("parentId", "");
    if (!body.getString("type", "").equals("Post") || !cases.containsKey(parent)) {
      throw new Refusal(400, body.encode());
    }
    notes.computeIfAbsent(parent, _ -> new ArrayList<>()).add(body.getString("post"));
    return Said.json(200, new JsonObject().put("id", "n" + notes.size()).mergeIn(body));
  }

  private Said stream(String id) {
    JsonArray list = new JsonArray();
    notes(id)
        .forEach(
            post ->
                list.add(new JsonObject().put("id", "n").put("type", "Post").put("post", post)));
    list.add(new JsonObject().put("id", "c").put("type", "Create"));
    return Said.json(200, new JsonObject().put("total", list.size()).put("list", list));
  }

  private Said list(Asked asked) {
    List<JsonObject> found = new ArrayList<>(cases.values());
    for (int i = 0; asked.query().containsKey("where[" + i + "][type]"); i++) {
      String at = "where[" + i + "]";
      String field = asked.query().getOrDefault(at + "[attribute]", "");
      String type = asked.query().get(at + "[type]");
      String value = asked.query().getOrDefault(at + "[value]", "");
      if (!FIELDS.contains(field) && !field.equals("createdAt") && !field.equals("modifiedAt")) {
        throw new Refusal(400, "no attribute " + field);
      }
      List<String> values =
          asked.query().entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(at + "[value]["))
              .map(Map.Entry::getValue)
              .toList();
      found.removeIf(one -> !matches(type, one.getString(field, ""), value, values));
    }
    JsonArray list = new JsonArray();
    found.forEach(list::add);
    return Said.json(200, new JsonObject().put("total", list.size()).put("list", list));
  }

  private static boolean matches(String type, String has, String value, List<String> values) {
    return switch (type) {
      case "equals" -> has.equals(value);
      case "contains" -> has.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
      case "greaterThanOrEquals" -> has.compareTo(value) >= 0;
      case "notIn" -> !values.contains(has) && !values.isEmpty();
      default -> throw new Refusal(400, "where type " + type + Arrays.asList(values));
    };
  }
}
