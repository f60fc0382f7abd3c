package dev.forebell.collector.demo;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What the desk answers. Confined to the server's event loop, as its book is. */
final class CaseRoutes {
  private static final int MOST_NAME = 255;
  private static final int MOST_LISTED = 200;

  private final CaseBook book;
  private final InstantSource clock;
  private final DeskPage page = new DeskPage();

  CaseRoutes(CaseBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
  }

  void create(RoutingContext context) {
    JsonObject body = body(context);
    String name = body.getValue("name") instanceof String text ? text : "";
    if (name.isBlank() || name.length() > MOST_NAME) {
      problem(context, 400, "name: expected 1 to " + MOST_NAME + " characters");
      return;
    }
    String key = Optional.ofNullable(context.request().getHeader("webhook-id")).orElse("");
    answer(context, 200, CaseJson.write(book.create(key, CaseJson.fields(body), clock.instant())));
  }

  void change(RoutingContext context) {
    book.change(context.pathParam("id"), CaseJson.fields(body(context)), clock.instant())
        .ifPresentOrElse(
            changed -> answer(context, 200, CaseJson.write(changed)),
            () -> problem(context, 404, "no such case"));
  }

  void one(RoutingContext context) {
    book.find(context.pathParam("id"))
        .ifPresentOrElse(
            found -> answer(context, 200, CaseJson.write(found)),
            () -> problem(context, 404, "no such case"));
  }

  /** One condition of type {@code equals} is understood; none lists all. */
  void list(RoutingContext context) {
    Optional<String> type = parameter(context, "where[0][type]");
    Optional<String> field = parameter(context, "where[0][attribute]");
    if (type.isPresent() && !type.get().equals("equals")) {
      problem(context, 400, "where[0][type]: only equals is understood");
      return;
    }
    List<Case> found =
        field
            .map(name -> book.where(name, parameter(context, "where[0][value]").orElse("")))
            .orElseGet(book::all);
    answer(context, 200, CaseJson.list(found, most(context)));
  }

  private static int most(RoutingContext context) {
    return parameter(context, "maxSize")
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(Integer::parseInt)
        .filter(size -> size <= MOST_LISTED)
        .orElse(MOST_LISTED);
  }

  void everything(RoutingContext context) {
    answer(context, 200, CaseJson.withChanges(book.all()));
  }

  void page(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(page.render(book.all()));
  }

  private static JsonObject body(RoutingContext context) {
    try {
      return Optional.ofNullable(context.body().asJsonObject()).orElseGet(JsonObject::new);
    } catch (DecodeException | ClassCastException notAnObject) {
      return new JsonObject();
    }
  }

  private static Optional<String> parameter(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getParam(name));
  }

  private static void problem(RoutingContext context, int status, String message) {
    answer(context, status, new JsonObject().put("message", message));
  }

  static void answer(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encode());
  }
}
