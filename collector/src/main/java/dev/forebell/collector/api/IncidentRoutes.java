package dev.forebell.collector.api;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentReader.Page;
import dev.forebell.collector.port.IncidentReader.Query;
import dev.forebell.collector.port.IncidentReader.Recorded;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Incidents: the list, one with its timeline, and the commands. */
final class IncidentRoutes {
  private final Vertx vertx;
  private final IncidentReader incidents;
  private final CommandGate commands;

  IncidentRoutes(Vertx vertx, IncidentReader incidents, CommandGate commands) {
    this.vertx = vertx;
    this.incidents = incidents;
    this.commands = commands;
  }

  void list(RoutingContext context) {
    Query query = query(Arguments.of(context));
    vertx
        .executeBlocking(() -> page(query), false)
        .onFailure(context::fail)
        .onSuccess(
            page ->
                page.ifPresentOrElse(
                    found -> Answer.json(context, 200, out -> write(out, found)),
                    () ->
                        Problem.of(400, "cursor: not one that a page's 'next' gave.")
                            .send(context)));
  }

  private static Query query(Arguments arguments) {
    return new Query(
        arguments.text("customer").map(CustomerId::new),
        arguments.texts("state"),
        arguments.text("host"),
        arguments.text("cursor"),
        arguments.number("limit"));
  }

  /** Empty: the reader does not know the cursor. */
  private Optional<Page> page(Query query) {
    try {
      return Optional.of(incidents.list(query));
    } catch (IllegalArgumentException e) {
      if (query.cursor().isEmpty()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static void write(JsonGenerator out, Page page) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("incidents");
    for (IncidentRow row : page.incidents()) {
      out.writeRawValue(row.object());
    }
    out.writeEndArray();
    out.writeFieldName("next");
    if (page.next().isPresent()) {
      out.writeString(page.next().get());
    } else {
      out.writeNull();
    }
    out.writeEndObject();
  }

  void show(RoutingContext context) {
    IncidentId id = id(context);
    vertx
        .executeBlocking(() -> withTimeline(id), false)
        .onFailure(context::fail)
        .onSuccess(found -> send(context, id, found));
  }

  private Optional<String> withTimeline(IncidentId id) {
    return incidents
        .find(id)
        .map(row -> JsonText.with(row.object(), "timeline", timeline(incidents.timeline(id))));
  }

  private static String timeline(List<Recorded> events) {
    return events.stream().map(IncidentRoutes::event).collect(joining(",", "[", "]"));
  }

  /** A committed event as the interface shows it. */
  static String event(Recorded recorded) {
    return JsonText.with(
        recorded.event().object(),
        "recorded_at",
        "\"" + JsonText.time(recorded.recordedAt()) + "\"");
  }

  void command(RoutingContext context) {
    Arguments arguments = Arguments.of(context);
    switch (CommandReader.read(arguments.body())) {
      case CommandReader.Malformed(String detail) ->
          Problem.refusal(400, "bad_command", detail).send(context);
      case CommandReader.Read read -> submit(context, arguments, read);
    }
  }

  private void submit(RoutingContext context, Arguments arguments, CommandReader.Read read) {
    IncidentId id = id(context);
    Future.fromCompletionStage(
            commands.submit(
                arguments.text("customer").map(CustomerId::new), id, read.command(), read.by()),
            vertx.getOrCreateContext())
        .onFailure(context::fail)
        .onSuccess(answer -> send(context, id, answer));
  }

  private void send(RoutingContext context, IncidentId id, CommandGate.Answer answer) {
    switch (answer) {
      case CommandGate.Answer.Refused refused -> refusal(refused).send(context);
      case CommandGate.Answer.Done() ->
          vertx
              .executeBlocking(() -> incidents.find(id).map(IncidentRow::object), false)
              .onFailure(context::fail)
              .onSuccess(object -> send(context, id, object));
    }
  }

  private static Problem refusal(CommandGate.Answer.Refused refused) {
    int status =
        switch (refused.reason()) {
          case NO_SUCH_INCIDENT -> 404;
          case BAD_COMMAND -> 400;
          default -> 409;
        };
    return Problem.refusal(status, refused.reason().id(), refused.detail());
  }

  private static void send(RoutingContext context, IncidentId id, Optional<String> object) {
    object.ifPresentOrElse(
        text -> Answer.text(context, 200, "application/json", text),
        () ->
            Problem.refusal(404, "no_such_incident", "There is no incident " + id + ".")
                .send(context));
  }

  private static IncidentId id(RoutingContext context) {
    return new IncidentId(context.pathParam("id"));
  }
}
