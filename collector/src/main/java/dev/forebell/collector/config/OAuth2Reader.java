package dev.forebell.collector.config;

import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads how an adapter gets a bearer token (OAuth 2.0, RFC 6749, sections 4.3 and 4.4).
 *
 * @param text reads a text with places for credentials
 */
record OAuth2Reader(Function<YamlValue, Optional<String>> text) {
  private static final String PASSWORD = "password";
  private static final List<String> GRANTS = List.of("client_credentials", PASSWORD);
  // What tells no token gives nothing: no header with half a value goes out.
  private static final String TOKEN = "access_token ? \"Bearer \" & access_token";

  /** The session that it makes. */
  Optional<Adapter.Session> read(YamlMap map) {
    String grant = map.choice("grant", GRANTS, name -> name).orElse(GRANTS.getFirst());
    boolean named = map.has("username") && map.has(PASSWORD);
    if (grant.equals(PASSWORD) && !named) {
      map.keyProblem("grant", "grant password needs username and password", "both of them");
    }
    if (!grant.equals(PASSWORD) && map.has("username")) {
      map.keyProblem("username", "grant " + grant + " takes no username", "grant: password");
    }
    if (!grant.equals(PASSWORD) && map.has(PASSWORD)) {
      map.keyProblem(PASSWORD, "grant " + grant + " takes no password", "grant: password");
    }
    SortedMap<String, String> form = new TreeMap<>();
    form.put("grant_type", grant);
    for (String name : List.of("client_id", "client_secret", "username", PASSWORD, "scope")) {
      map.get(name).flatMap(text).ifPresent(value -> form.put(name, value));
    }
    return map.get("token").flatMap(CallReader::path).map(path -> session(path, form));
  }

  private static Adapter.Session session(String path, SortedMap<String, String> form) {
    return new Adapter.Session(
        "POST",
        path,
        new TreeMap<>(),
        form,
        TOKEN,
        Optional.of("expires_in"),
        "Authorization",
        Optional.empty());
  }
}
