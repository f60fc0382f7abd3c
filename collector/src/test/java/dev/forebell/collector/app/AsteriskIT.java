package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.common.config.Secrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The channel that {@code docs/people.md} writes for Asterisk, as it stands there, at an interface
 * that takes what its API description (channels.json, POST /channels) allows and nothing else.
 */
final class AsteriskIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n(channels:\n  - id: phone\n.*?)```", Pattern.DOTALL);
  private static final Set<String> TEXTS =
      Set.of("endpoint", "extension", "context", "label", "callerId");
  private static final Set<String> NUMBERS = Set.of("priority", "timeout");

  @TempDir private Path dir;
  private final BlockingQueue<JsonObject> dialled = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private HttpServer asterisk;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    asterisk = vertx.createHttpServer().requestHandler(this::originate);
    asterisk.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void originate(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              String refusal = refusal(request, body.toString());
              int status = refusal.isEmpty() ? 200 : Integer.parseInt(refusal.substring(0, 3));
              request
                  .response()
                  .setStatusCode(status)
                  .end(
                      status == 200
                          ? "{\"id\":\"1764500000.17\",\"name\":\"PJSIP/trunk-00000011\",\"state\":\"Down\"}"
                          : new JsonObject().put("message", refusal.substring(4)).encode());
            });
  }

  private String refusal(HttpServerRequest request, String body) {
    if (!request.method().name().equals("POST") || !request.path().equals("/ari/channels")) {
      return "404 Resource not found";
    }
    if (!"forebell:s3cret".equals(request.getParam("api_key"))) {
      return "401 Authentication required";
    }
    if (!"application/json".equals(request.getHeader("Content-Type"))) {
      return "400 only a body of application/json is read";
    }
    JsonObject asked = new JsonObject(body);
    for (String key : asked.fieldNames()) {
      Object value = asked.getValue(key);
      boolean fits =
          TEXTS.contains(key)
              ? value instanceof String
              : NUMBERS.contains(key)
                  ? value instanceof Integer
                  : key.equals("variables")
                      && value instanceof JsonObject all
                      && all.stream().allMatch(one -> one.getValue() instanceof String);
      if (!fits) {
        return "400 " + key + " is not as described";
      }
    }
    if (!asked.getString("endpoint", "").matches("PJSIP/\\+?[0-9]+@trunk")) {
      return "400 Invalid endpoint specified";
    }
    dialled.add(asked);
    return "";
  }

  private PeopleBook book(String password) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "people.md")));
    assertTrue(example.find(), "the guide has lost its example");
    String channels =
        example
            .group(1)
            .replace("https://pbx.example.com:8089", "http://127.0.0.1:" + asterisk.actualPort())
            .replace("10.0.0.0/8", "127.0.0.0/8");
    Files.createDirectories(dir.resolve("people"));
    Files.writeString(
        dir.resolve("people").resolve("desk.yaml"),
        "board: https://forebell.example.com\n"
            + channels
            + "contacts: [{id: li, addresses: {phone: \"+8613800000000\"}}]\n");
    Secrets secrets =
        new Secrets(name -> Optional.of(password).filter(_ -> name.equals("ARI_PASSWORD")), dir);
    return switch (ConfigurationFiles.load(dir, secrets)) {
      case Loaded.Ok(var configuration, var _) -> configuration.people();
      case Loaded.Bad(var errors, var _) -> throw new AssertionError(errors.toString());
    };
  }

  private Answer call(String password) throws IOException {
    return new ChannelTrial(book(password), InstantSource.system())
        .send("phone", Optional.of("li"), "a trial");
  }

  @Test
  void asteriskDialsTheContactAndKnowsWhereAKeyPressGoes() throws Exception {
    assertEquals(new Answer.Taken(), call("s3cret"));
    JsonObject asked = dialled.remove();
    assertEquals("PJSIP/+8613800000000@trunk", asked.getString("endpoint"));
    assertEquals(
        List.of("forebell", "alarm"),
        List.of(asked.getString("context"), asked.getString("extension")));
    JsonObject variables = asked.getJsonObject("variables");
    assertTrue(variables.getString("FOREBELL_TEXT").contains("Press 1"), variables.encode());
    assertTrue(
        variables
            .getString("FOREBELL_CALLBACK")
            .startsWith("https://forebell.example.com/calls/v1/"),
        variables.encode());
  }

  @Test
  void aWrongPasswordIsRefusedWithoutBeingShown() throws Exception {
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, call("wr0ng"));
    assertEquals("http_401", refused.code());
    assertTrue(!refused.detail().contains("wr0ng"), refused.detail());
  }
}
