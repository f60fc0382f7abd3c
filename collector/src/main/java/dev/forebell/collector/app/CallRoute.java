package dev.forebell.collector.app;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.port.CommandGate;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a provider of calls says which key was pressed: 1 acknowledges the incident in the name of
 * who was called. The link itself is the right to do so, so that a proxy may show this path, and no
 * other, to the provider.
 */
final class CallRoute {
  private static final String ACKNOWLEDGES = "1";
  private static final int MOST_BYTES = 16_384;

  /** What providers call the field with the pressed keys. */
  private static final List<String> FIELDS = List.of("digits", "digit", "key", "dtmf", "keypress");

  private final CallbackLinks links;
  private final CommandGate gate;

  CallRoute(CallbackLinks links, CommandGate gate) {
    this.links = links;
    this.gate = gate;
  }

  static boolean serves(String path) {
    return path.startsWith(CallbackLinks.PATH);
  }

  void handle(HttpServerRequest request) {
    Optional<CallbackLinks.Word> word =
        links.read(request.path().substring(CallbackLinks.PATH.length()));
    if (word.isEmpty()) {
      answer(request, 404, "no such link, or it is too old");
    } else if (!request.method().equals(HttpMethod.POST)) {
      // A link that somebody's mail scanner opens acknowledges nothing.
      answer(request, 405, "POST the pressed key");
    } else {
      request.setExpectMultipart(isForm(request));
      request
          .body()
          .onSuccess(body -> pressed(request, body.toString(), word.get()))
          .onFailure(_ -> answer(request, 400, "the request cannot be read"));
    }
  }

  /** Asked of anything else, Vert.x throws. */
  private static boolean isForm(HttpServerRequest request) {
    String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
    return type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }

  private void pressed(HttpServerRequest request, String body, CallbackLinks.Word word) {
    if (!key(request, body).equals(ACKNOWLEDGES)) {
      answer(request, 200, "nothing was acknowledged");
      return;
    }
    gate.submit(
            Optional.empty(),
            new IncidentId(word.incident()),
            new Command.Acknowledge("by phone"),
            word.contact())
        .whenComplete(
            (outcome, failure) ->
                answer(
                    request,
                    failure == null ? 200 : 503,
                    outcome instanceof CommandGate.Answer.Done ? "acknowledged" : "refused"));
  }

  private static String key(HttpServerRequest request, String body) {
    for (var field : request.formAttributes()) {
      if (FIELDS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        return field.getValue().strip();
      }
    }
    for (var field : request.params()) {
      if (FIELDS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        return field.getValue().strip();
      }
    }
    return body.length() < MOST_BYTES ? inJson(body) : "";
  }

  private static String inJson(String body) {
    Matcher field =
        Pattern.compile(
                "\"(?:digits?|key|dtmf|keypress)\"\\s*:\\s*\"?([0-9*#]{1,8})\"?",
                Pattern.CASE_INSENSITIVE)
            .matcher(body);
    return field.find() ? Optional.ofNullable(field.group(1)).orElse("") : "";
  }

  private static void answer(HttpServerRequest request, int status, String text) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(text + "\n");
  }
}
