package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.AgentBook.NewToken;
import dev.forebell.collector.port.AgentBook.Refused;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Enrolment tokens and the agents that came with them. */
final class AgentRoutes {
  private static final int NOTES = 200;

  private final Vertx vertx;
  private final AgentBook book;
  private final InstantSource time;

  AgentRoutes(Vertx vertx, AgentBook book, InstantSource time) {
    this.vertx = vertx;
    this.book = book;
    this.time = time;
  }

  private interface Writer<T> {
    void write(JsonGenerator out, T answer) throws IOException;
  }

  private <T> void answer(RoutingContext context, Callable<T> ask, Writer<T> writer) {
    vertx
        .executeBlocking(ask, false)
        .onSuccess(answer -> Answer.json(context, 200, out -> writer.write(out, answer)))
        .onFailure(
            failure -> {
              if (failure instanceof Refused refused) {
                Problem.refusal(409, refused.code(), refused.getMessage() + ".").send(context);
              } else {
                context.fail(failure);
              }
            });
  }

  void tokens(RoutingContext context) {
    Instant now = time.instant();
    answer(
        context,
        book::tokens,
        (out, all) -> {
          out.writeStartObject();
          out.writeArrayFieldStart("tokens");
          for (EnrolmentToken token : all) {
            out.writeStartObject();
            AgentText.token(out, token, now);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  void create(RoutingContext context) {
    JsonObject body = Arguments.of(context).body();
    AgentBook.TokenOrder order;
    try {
      order = order(body);
    } catch (IllegalArgumentException e) {
      Problem.refusal(422, "bad_command", String.valueOf(e.getMessage())).send(context);
      return;
    }
    Instant now = time.instant();
    answer(context, () -> book.create(order), (out, made) -> created(out, made, now));
  }

  private static void created(JsonGenerator out, NewToken made, Instant now) throws IOException {
    out.writeStartObject();
    AgentText.token(out, made.token(), now);
    out.writeStringField("token", made.secret().reveal());
    out.writeStringField("collector", made.collector());
    AgentText.text(out, "pin", made.pin());
    out.writeEndObject();
  }

  private static AgentBook.TokenOrder order(JsonObject body) {
    Optional<Duration> retire =
        Optional.ofNullable(body.getInteger("retire_after_seconds")).map(Duration::ofSeconds);
    return new AgentBook.TokenOrder(
        new CustomerId(body.getString("customer")),
        new SiteId(body.getString("site")),
        kind(body.getString("kind", HostKind.SERVER.id())),
        Optional.ofNullable(body.getString("host")).map(HostId::new),
        body.getInteger("uses", 1),
        Duration.ofSeconds(body.getInteger("ttl_seconds", 86_400)),
        body.getBoolean("clones", false),
        Optional.ofNullable(body.getString("pool")),
        retire,
        body.getString("by"));
  }

  private static HostKind kind(String id) {
    return Arrays.stream(HostKind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no kind '" + id + "'."));
  }

  void revokeToken(RoutingContext context) {
    String by = Arguments.of(context).body().getString("by");
    String id = context.pathParam("id");
    answer(context, () -> book.revokeToken(id, by), AgentRoutes::id);
  }

  private static void id(JsonGenerator out, EnrolmentToken token) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", token.id());
    out.writeEndObject();
  }

  void agents(RoutingContext context) {
    answer(
        context,
        () -> new AgentText.Fleet(book.agents(), book.strangers(), book.notes(NOTES)),
        AgentText::fleet);
  }

  void revoke(RoutingContext context) {
    String by = Arguments.of(context).body().getString("by");
    String id = context.pathParam("id");
    answer(context, () -> book.revoke(id, by), AgentRoutes::agent);
  }

  void accept(RoutingContext context) {
    String by = Arguments.of(context).body().getString("by");
    String id = context.pathParam("id");
    answer(context, () -> book.acceptMachine(id, by), AgentRoutes::agent);
  }

  private static void agent(JsonGenerator out, EnrolledAgent agent) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", agent.id());
    out.writeStringField("host", agent.host().value());
    out.writeEndObject();
  }
}
