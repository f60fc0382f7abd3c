package dev.forebell.collector.ingest;

import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.collector.port.EnrolmentDesk.Answer;
import dev.forebell.collector.port.EnrolmentDesk.Request;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** {@code POST /agent/v1/enrol}: a machine asks to become an agent; docs/protocol.md, section 8. */
final class EnrolEndpoint {
  static final String PATH = "/agent/v1/enrol";

  private static final System.Logger LOG = System.getLogger(EnrolEndpoint.class.getName());
  private static final int LARGEST = 16 * 1024;
  private static final int LONGEST = 255;
  private static final int LONGEST_KEY = 1024;

  private final Vertx vertx;
  private final EnrolmentDesk desk;

  EnrolEndpoint(Vertx vertx, EnrolmentDesk desk) {
    this.vertx = vertx;
    this.desk = desk;
  }

  /**
   * Answers a request.
   *
   * @param proven whose credential its connection carries
   */
  void handle(HttpServerRequest request, Optional<AgentIdentity> proven) {
    if (!HttpMethod.POST.equals(request.method())) {
      problem(request, 405, "not_post", "POST a JSON object here");
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() <= LARGEST) {
            body.appendBuffer(part);
          } else {
            problem(request, 413, "too_long", "at most " + LARGEST + " bytes");
            var _ = request.connection().close();
          }
        });
    request.exceptionHandler(_ -> LOG.log(System.Logger.Level.DEBUG, "an enrolment broke off"));
    request.endHandler(_ -> ask(request, body, proven));
  }

  private void ask(HttpServerRequest request, Buffer body, Optional<AgentIdentity> proven) {
    Request asked;
    try {
      asked = read(new JsonObject(body));
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      problem(request, 400, "bad_request", "not the JSON that is expected: " + e.getMessage());
      return;
    }
    Optional<String> agent =
        proven.flatMap(AgentIdentity::enrolled).map(AgentIdentity.Enrolled::agent);
    vertx
        .executeBlocking(() -> desk.enrol(asked, agent), false)
        .onSuccess(answer -> answer(request, answer))
        .onFailure(
            failure -> {
              LOG.log(System.Logger.Level.WARNING, "an enrolment failed", failure);
              problem(request, 503, "not_now", "the collector cannot enrol now: try again later");
            });
  }

  private static Request read(JsonObject body) {
    Optional<String> hash = text(body, "secret_hash");
    EnrolmentDesk.Key key =
        hash.isPresent()
            ? new EnrolmentDesk.Key.SecretHash(hash.get())
            : new EnrolmentDesk.Key.Public(needed(body, "public_key"), needed(body, "proof"));
    return new Request(
        text(body, "token"),
        key,
        text(body, "host_name").orElse(""),
        text(body, "machine").orElse(""),
        text(body, "boot_id").orElse(""),
        text(body, "seat").filter(seat -> seat.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")));
  }

  private static Optional<String> text(JsonObject body, String name) {
    return Optional.ofNullable(body.getString(name))
        .filter(text -> !text.isEmpty())
        .map(text -> text.substring(0, Math.min(text.length(), LONGEST)));
  }

  private static String needed(JsonObject body, String name) {
    return Optional.ofNullable(body.getString(name))
        .filter(text -> text.length() <= LONGEST_KEY)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing or too long"));
  }

  private static void answer(HttpServerRequest request, Answer answer) {
    switch (answer) {
      case Answer.Refused(String code, String text) -> problem(request, 403, code, text);
      case Answer.Enrolled(EnrolledAgent agent, Optional<String> certificate) -> {
        JsonObject body =
            new JsonObject()
                .put("agent", agent.id())
                .put("host", agent.host().value())
                .put("customer", agent.customer().value())
                .put("site", agent.site().value());
        certificate.ifPresent(pem -> body.put("certificate", pem));
        send(request, 200, "application/json", body);
      }
    }
  }

  private static void problem(HttpServerRequest request, int status, String code, String detail) {
    send(
        request,
        status,
        "application/problem+json",
        new JsonObject().put("status", status).put("reason", code).put("detail", detail));
  }

  private static void send(HttpServerRequest request, int status, String type, JsonObject body) {
    if (!request.response().ended()) {
      var _ =
          request
              .response()
              .setStatusCode(status)
              .putHeader(HttpHeaders.CONTENT_TYPE, type)
              .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
              .end(body.encode());
    }
  }
}
