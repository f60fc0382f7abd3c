package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.OutboxMessage;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Notices that were given up, and their second chance. */
final class DeadLetterRoutes {
  private final Vertx vertx;
  private final Outbox outbox;
  private final InstantSource time;

  DeadLetterRoutes(Vertx vertx, Outbox outbox, InstantSource time) {
    this.vertx = vertx;
    this.outbox = outbox;
    this.time = time;
  }

  void list(RoutingContext context) {
    int limit = Arguments.of(context).number("limit");
    vertx
        .executeBlocking(() -> outbox.deadLetters(limit), false)
        .onFailure(context::fail)
        .onSuccess(letters -> Answer.json(context, 200, out -> write(out, letters)));
  }

  private static void write(JsonGenerator out, List<Outbox.Pending> letters) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("dead_letters");
    for (Outbox.Pending letter : letters) {
      write(out, letter);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Outbox.Pending letter) throws IOException {
    OutboxMessage message = letter.message();
    out.writeStartObject();
    out.writeNumberField("id", letter.id());
    out.writeStringField("webhook_id", message.webhookId());
    out.writeStringField("endpoint", message.endpoint());
    out.writeStringField("incident", message.incident().value());
    out.writeStringField("customer", message.customer().value());
    out.writeStringField("event", message.event());
    out.writeNumberField("event_number", message.eventNumber());
    out.writeNumberField("attempts", letter.attempts());
    out.writeStringField("last_reason", letter.lastReason());
    out.writeEndObject();
  }

  void replay(RoutingContext context) {
    long id = Arguments.of(context).pathNumber("id");
    vertx
        .executeBlocking(() -> outbox.replay(id, time.instant()), false)
        .onFailure(context::fail)
        .onSuccess(
            found -> {
              if (found) {
                context.response().setStatusCode(204).end();
              } else {
                Problem.refusal(404, "no_such_dead_letter", "There is no dead letter " + id + ".")
                    .send(context);
              }
            });
  }
}
