package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.Outbox.DeadLetter;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.OutboxMessage;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Notices that were given up, why, and their second chance. */
final class DeadLetterRoutes {
  private static final Logger LOG = System.getLogger(DeadLetterRoutes.class.getName());

  private final Vertx vertx;
  private final Outbox outbox;
  private final InstantSource time;

  DeadLetterRoutes(Vertx vertx, Outbox outbox, InstantSource time) {
    this.vertx = vertx;
    this.outbox = outbox;
    this.time = time;
  }

  void list(RoutingContext context) {
    Arguments arguments = Arguments.of(context);
    int limit = arguments.number("limit");
    DeadFilter which =
        new DeadFilter(
            arguments.text("endpoint"), arguments.text("customer"), arguments.text("code"));
    vertx
        .executeBlocking(() -> outbox.deadLetters(which, limit), false)
        .onFailure(context::fail)
        .onSuccess(letters -> Answer.json(context, 200, out -> write(out, letters)));
  }

  void show(RoutingContext context) {
    long id = Arguments.of(context).pathNumber("id");
    vertx
        .executeBlocking(() -> outbox.deadLetter(id), false)
        .onFailure(context::fail)
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    letter -> Answer.json(context, 200, out -> writeWhole(out, letter)),
                    () -> none(context, id)));
  }

  void replay(RoutingContext context) {
    long id = Arguments.of(context).pathNumber("id");
    vertx
        .executeBlocking(() -> outbox.replay(id, time.instant()), false)
        .onFailure(context::fail)
        .onSuccess(
            found -> {
              if (found) {
                replayed(context, 1);
              } else {
                none(context, id);
              }
            });
  }

  void replayAll(RoutingContext context) {
    JsonObject body = Arguments.of(context).body();
    DeadFilter which =
        new DeadFilter(given(body, "endpoint"), given(body, "customer"), given(body, "code"));
    vertx
        .executeBlocking(() -> outbox.replayAll(which, time.instant()), false)
        .onFailure(context::fail)
        .onSuccess(count -> replayed(context, count));
  }

  private static Optional<String> given(JsonObject body, String name) {
    return Optional.ofNullable(body.getString(name));
  }

  private static void none(RoutingContext context, long id) {
    Problem.refusal(404, "no_such_dead_letter", "There is no dead letter " + id + ".")
        .send(context);
  }

  private static void replayed(RoutingContext context, int count) {
    LOG.log(Level.INFO, "{0} dead letters are due again", count);
    Answer.json(
        context,
        200,
        out -> {
          out.writeStartObject();
          out.writeNumberField("replayed", count);
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, List<DeadLetter> letters) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("dead_letters");
    for (DeadLetter letter : letters) {
      out.writeStartObject();
      writeFields(out, letter);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeWhole(JsonGenerator out, DeadLetter letter) throws IOException {
    out.writeStartObject();
    writeFields(out, letter);
    out.writeFieldName("object");
    out.writeRawValue(letter.message().message().object());
    out.writeEndObject();
  }

  private static void writeFields(JsonGenerator out, DeadLetter letter) throws IOException {
    Pending pending = letter.message();
    OutboxMessage message = pending.message();
    String code = DeadLetterText.code(pending.lastReason());
    out.writeNumberField("id", pending.id());
    out.writeStringField("webhook_id", message.webhookId());
    out.writeStringField("endpoint", message.endpoint());
    out.writeStringField("incident", message.incident().value());
    out.writeStringField("customer", message.customer().value());
    out.writeStringField("event", message.event());
    out.writeNumberField("event_number", message.eventNumber());
    out.writeNumberField("attempts", pending.attempts());
    out.writeStringField("given_up_at", letter.at().toString());
    out.writeStringField("code", code);
    out.writeStringField("last_reason", pending.lastReason());
    out.writeStringField("explanation", DeadLetterText.explanation(code));
  }
}
