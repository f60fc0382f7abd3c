package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which dead letters; what is not given lets all through. */
final class DeadLetterOptions {
  @Option(names = "--endpoint", paramLabel = "WEBHOOK", description = "Only to this endpoint.")
  private Optional<String> endpoint = Optional.empty();

  @Option(names = "--customer", paramLabel = "CUSTOMER", description = "Only of this customer.")
  private Optional<String> customer = Optional.empty();

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only with this code, such as http_400 or timeout.")
  private Optional<String> code = Optional.empty();

  private SortedMap<String, String> given() {
    SortedMap<String, String> given = new TreeMap<>();
    endpoint.ifPresent(text -> given.put("endpoint", text));
    customer.ifPresent(text -> given.put("customer", text));
    code.ifPresent(text -> given.put("code", text));
    return given;
  }

  /** Begins with an ampersand if it is not empty. */
  String query() {
    StringBuilder query = new StringBuilder();
    given()
        .forEach(
            (name, text) ->
                query
                    .append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
    return query.toString();
  }

  /** Empty: nothing was given, and not all are meant. */
  JsonObject request(boolean all) {
    JsonObject request = new JsonObject();
    given().forEach(request::put);
    return all ? request.put("all", true) : request;
  }
}
