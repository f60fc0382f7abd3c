package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.LedgerSamples;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.WebhookEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks over real sockets into a real ledger: who may call, and what a word changes. */
final class HookRouteIT {
  @TempDir private Path data;
  @TempDir private Path config;
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private final SortedMap<String, WebhookEndpoint> endpoints = new TreeMap<>();
  private Vertx vertx;
  private DataFolder folder;
  private SqlLedger ledger;
  private HttpServer server;
  private boolean refusing;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    folder = DataFolder.claim(data, LedgerSamples.T0);
    ledger = SqlLedger.open(folder);
    ledger.load();
    ledger.commit(opening(1, "desk"));
    HookRoute route =
        new HookRoute(
            vertx,
            new DeskNews(ledger.outbox(), gate(), InstantSource.fixed(LedgerSamples.T0)),
            () -> endpoints,
            InstantSource.fixed(LedgerSamples.T0));
    server = vertx.createHttpServer().requestHandler(route::handle);
    Await.done(server.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    Await.done(server.close());
    ledger.close();
    folder.close();
    Await.done(vertx.close());
  }

  private CommandGate gate() {
    return (customer, incident, command, by) -> {
      commands.add(incident + " " + command.getClass().getSimpleName() + " by " + by);
      return CompletableFuture.completedFuture(
          refusing
              ? new CommandGate.Answer.Refused(Reason.ILLEGAL_IN_STATE, "no")
              : new CommandGate.Answer.Done());
    };
  }

  private void zammad() {
    endpoints.put(
        "desk",
        AdapterBench.read(
            config,
            "zammad",
            """
            webhook:
              id: desk
              url: https://zammad.example
              adapter: zammad
              credentials: {token: t, hook_token: "new old"}
              vars: {group: Operations, customer: m@example.com, bots: [forebell]}
            """));
    ledger
        .outbox()
        .ticketKnown("desk", incident(1), new TicketReference("17", "22017", "https://z/17"));
  }

  private int zammadSays(String body, String key) throws IOException, InterruptedException {
    byte[] digest = Digests.hmac("HmacSHA1", key.getBytes(UTF_8), body.getBytes(UTF_8));
    return post("desk", "X-Hub-Signature", "sha1=" + HexFormat.of().formatHex(digest), body);
  }

  private int post(String endpoint, String header, String value, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + server.actualPort() + "/hooks/v1/" + endpoint))
                  .header(header, value)
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static String state(String state, String at, String login) {
    return """
    {"ticket": {"id": 17, "number": "22017", "state": "%s", "updated_at": "2026-11-21T%s.000Z",
      "updated_by": {"login": "%s", "firstname": "Li", "lastname": "Wei"}}}
    """
        .formatted(state, at, login);
  }

  @Test
  void aPersonsChangeIsACommandInTheirNameOnce() throws Exception {
    zammad();
    String word = state("open", "09:05:00", "li.wei");
    assertEquals(200, zammadSays(word, "new"));
    assertEquals(200, zammadSays(word, "old"));
    assertEquals(List.of("INC-ACME-2026-1 Acknowledge by Li Wei via desk"), commands);
  }

  @Test
  void whatIsOlderThanWhatIsKnownChangesNothing() throws Exception {
    zammad();
    assertEquals(200, zammadSays(state("closed", "09:20:00", "li.wei"), "new"));
    assertEquals(200, zammadSays(state("open", "09:05:00", "li.wei"), "new"));
    assertEquals(List.of("INC-ACME-2026-1 Resolve by Li Wei via desk"), commands);
  }

  @Test
  void whatWeWroteOurselvesIsNoNews() throws Exception {
    zammad();
    assertEquals(200, zammadSays(state("closed", "09:05:00", "forebell"), "new"));
    assertEquals(List.of(), commands);
  }

  @Test
  void aCommentOfAnAgentComesInAndMayComeLate() throws Exception {
    zammad();
    assertEquals(200, zammadSays(state("closed", "09:20:00", "li.wei"), "new"));
    String article =
        """
        {"ticket": {"id": 17, "state": "merged"}, "article": {"id": 5, "sender": "Agent", "body": "fixed",
         "created_at": "2026-11-21T09:01:00.000Z", "created_by": {"login": "li.wei"}}}
        """;
    assertEquals(200, zammadSays(article, "new"));
    assertEquals("INC-ACME-2026-1 Comment by li.wei via desk", commands.getLast());
  }

  @Test
  void aRefusalOfTheEngineIsAnAnswerToo() throws Exception {
    zammad();
    refusing = true;
    assertEquals(200, zammadSays(state("open", "09:05:00", "li.wei"), "new"));
    assertEquals(1, commands.size());
  }

  @Test
  void whoCannotProveItselfChangesNothing() throws Exception {
    zammad();
    String word = state("open", "09:05:00", "li.wei");
    assertEquals(401, zammadSays(word, "guessed"));
    assertEquals(401, post("desk", "X-Hub-Signature", "", word));
    assertEquals(401, post("desk", "X-Other", "sha1=00", word));
    assertEquals(404, post("nobody", "X-Other", "x", word));
    assertEquals(413, zammadSays("x".repeat(300_000), "new"));
    assertEquals(List.of(), commands);
  }

  @Test
  void foreignTicketsAndWhatIsNoNewsAreTakenInSilence() throws Exception {
    zammad();
    assertEquals(200, zammadSays(state("open", "09:05:00", "li.wei").replace("17", "18"), "new"));
    assertEquals(200, zammadSays("{}", "new"));
    assertEquals(200, zammadSays("no json", "new"));
    assertEquals(List.of(), commands);
  }

  private void configured(String adapter, String credentials, String vars) {
    endpoints.put(
        "desk",
        AdapterBench.read(
            config,
            adapter,
            """
            webhook:
              id: desk
              url: https://desk.example
              adapter: %s
              credentials: %s
              vars: %s
            """
                .formatted(adapter, credentials, vars)));
  }

  private static String sha256(String key, String body) {
    return HexFormat.of()
        .formatHex(Digests.hmac("HmacSHA256", key.getBytes(UTF_8), body.getBytes(UTF_8)));
  }

  @Test
  void jiraTellsStepsAndCommentsOfPeople() throws Exception {
    configured("jira", "{token: t, hook_secret: hush}", "{project: OPS, bots: [forebell]}");
    ledger.outbox().ticketKnown("desk", incident(1), new TicketReference("OPS-1", "OPS-1", ""));
    String step =
        """
        {"webhookEvent": "jira:issue_updated", "timestamp": 1795338300000, "issue": {"key": "OPS-1"},
         "user": {"name": "%s", "displayName": "Li Wei"}, "changelog": {"id": "%d", "items": [
           {"field": "assignee", "toString": "Bot"}, {"field": "status", "fromString": "To Do", "toString": "In Progress"}]}}
        """;
    String comment =
        """
        {"webhookEvent": "comment_created", "issue": {"key": "OPS-1"}, "comment": {"id": "9", "body": "loose cable",
         "created": "2026-11-21T17:06:00.000+0800", "author": {"name": "li.wei", "displayName": "Li Wei"}}}
        """;
    for (String body :
        List.of(step.formatted("li.wei", 1), step.formatted("forebell", 2), comment)) {
      assertEquals(200, post("desk", "X-Hub-Signature", "sha256=" + sha256("hush", body), body));
    }
    assertEquals(401, post("desk", "X-Hub-Signature", "sha256=" + sha256("x", comment), comment));
    assertEquals(
        List.of(
            "INC-ACME-2026-1 Acknowledge by Li Wei via desk",
            "INC-ACME-2026-1 Comment by Li Wei via desk"),
        commands);
  }

  @Test
  void pagerDutySignsWithEachOfItsKeysAndTellsWhatUsersDid() throws Exception {
    configured("pagerduty", "{routing_key: r, hook_secret: hush}", "{}");
    String body =
        """
        {"event": {"id": "%s", "event_type": "incident.acknowledged", "occurred_at": "2026-11-21T09:05:00.000Z",
         "agent": {"type": "%s", "summary": "Li Wei"}, "data": {"id": "P1", "incident_key": "INC-ACME-2026-1"}}}
        """;
    String people = body.formatted("E1", "user_reference");
    String both = "v1=" + sha256("other", people) + ",v1=" + sha256("hush", people);
    assertEquals(200, post("desk", "X-PagerDuty-Signature", both, people));
    String ours = body.formatted("E2", "inbound_integration_reference");
    assertEquals(200, post("desk", "X-PagerDuty-Signature", "v1=" + sha256("hush", ours), ours));
    assertEquals(401, post("desk", "X-PagerDuty-Signature", "v1=" + sha256("x", ours), ours));
    assertEquals(List.of("INC-ACME-2026-1 Acknowledge by Li Wei via desk"), commands);
  }

  @Test
  void espoCrmSignsWithItsOwnForm() throws Exception {
    endpoints.put(
        "desk",
        AdapterBench.read(
            config,
            "espocrm",
            """
            webhook:
              id: desk
              url: https://crm.example
              adapter: espocrm
              credentials: {api_key: k, hook_keys: hush}
              vars: {bots: [api-user]}
            """));
    ledger.outbox().ticketKnown("desk", incident(1), new TicketReference("64f0", "101", ""));
    String body =
        """
        [{"id": "64f0", "status": "Assigned", "modifiedById": "u1", "modifiedByName": "Li Wei", "modifiedAt": "2026-11-21 09:05:00"},
         {"id": "64f0", "status": "Closed", "modifiedById": "api-user", "modifiedAt": "2026-11-21 09:06:00"},
         {"id": "64f0", "name": "renamed"}]
        """;
    byte[] digest = Digests.hmac("HmacSHA256", "hush".getBytes(UTF_8), body.getBytes(UTF_8));
    String signature =
        Base64.getEncoder()
            .encodeToString(("w1:" + HexFormat.of().formatHex(digest)).getBytes(UTF_8));
    assertEquals(200, post("desk", "Signature", signature, body));
    assertEquals(List.of("INC-ACME-2026-1 Acknowledge by Li Wei via desk"), commands);
    assertEquals(401, post("desk", "Signature", signature, body.replace("Assigned", "Closed")));
  }
}
