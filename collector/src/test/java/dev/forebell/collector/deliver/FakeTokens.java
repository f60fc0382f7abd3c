package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.deliver.FaultyServer.Refusal;
import dev.forebell.collector.deliver.FaultyServer.Said;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A token endpoint as RFC 6749 has it: one client, one grant, and what it gave out. */
final class FakeTokens {
  private final Map<String, String> wanted;
  private final Duration life;
  private final Map<String, Instant> given = new LinkedHashMap<>();
  private int issued;

  /**
   * @param wanted the form that is taken, neither more nor less
   */
  FakeTokens(Map<String, String> wanted, Duration life) {
    this.wanted = new TreeMap<>(wanted);
    this.life = life;
  }

  /** Answers a form. */
  Said issue(String form, Instant now) {
    Map<String, String> fields = fields(form);
    if (!fields.keySet().equals(wanted.keySet())) {
      throw error(400, "invalid_request");
    }
    if (!fields.get("client_secret").equals(wanted.get("client_secret"))) {
      throw error(401, "invalid_client");
    }
    if (!fields.equals(wanted)) {
      throw error(400, "invalid_grant");
    }
    String token = "token-" + ++issued;
    given.put(token, now.plus(life));
    return Said.json(
        200,
        new JsonObject()
            .put("token_type", "Bearer")
            .put("expires_in", life.toSeconds())
            .put("access_token", token));
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : form.split("&", -1)) {
      String[] pair = field.split("=", -1);
      if (pair.length != 2 || fields.put(pair[0], URLDecoder.decode(pair[1], UTF_8)) != null) {
        throw error(400, "invalid_request");
      }
    }
    return fields;
  }

  private static Refusal error(int status, String code) {
    return new Refusal(status, new JsonObject().put("error", code).encode());
  }

  /** Whether this header says a token that still holds. */
  boolean holds(String authorization, Instant now) {
    return authorization.startsWith("Bearer ")
        && now.isBefore(given.getOrDefault(authorization.substring(7), Instant.MIN));
  }

  /** None of them holds any more. */
  void forget() {
    given.clear();
  }

  int issued() {
    return issued;
  }
}
