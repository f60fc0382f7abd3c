package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.deliver.FaultyServer.Fault;
import dev.forebell.collector.ledger.LedgerSamples;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.WebhookEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tokens of OAuth 2.0: fetched once, kept, renewed in time, and shown to nobody. */
final class OAuthLoginIT extends DeskSetUp {
  // Whatever a form would take for its own.
  private static final String SECRET = "s& =+%/ä";
  private static final Duration LIFE = Duration.ofHours(1);

  /** A desk that makes tickets for whoever has a token. */
  private static final class TokenDesk extends FakeDesk {
    private final FakeTokens tokens;
    private final List<String> titles = new ArrayList<>();
    private int refused;

    TokenDesk(Vertx vertx, Map<String, String> form) {
      super(vertx);
      tokens = new FakeTokens(form, LIFE);
    }

    @Override
    boolean takesForm(Asked asked) {
      return asked.path().equals("/oauth/token");
    }

    @Override
    Said answer(Asked asked) {
      if (asked.is("POST", "/oauth/token")) {
        return tokens.issue(asked.body(), now());
      }
      if (!tokens.holds(asked.head().get("Authorization"), now())) {
        refused++;
        return Said.json(401, new JsonObject().put("error", "invalid_token"));
      }
      titles.add(asked.json().getString("title"));
      return Said.json(201, new JsonObject().put("id", titles.size()));
    }

    @Override
    List<String> tickets() {
      return titles;
    }

    @Override
    List<String> words() {
      return List.of();
    }
  }

  private static Map<String, String> client(String secret) {
    return Map.of(
        "grant_type", "client_credentials",
        "client_id", "forebell",
        "client_secret", secret,
        "scope", "tickets notes");
  }

  private WebhookEndpoint endpoint(FakeDesk desk, String grant) {
    try {
      Files.createDirectories(config.resolve("adapters"));
      Files.writeString(
          config.resolve("adapters").resolve("tokens.yaml"),
          """
          adapter:
            id: tokens
            credentials: {secret: required, name: optional, word: optional, scope: optional}
            auth:
              oauth2: {token: /oauth/token, client_id: forebell, client_secret: "{secret}", %s}
          create: {path: /tickets, body: '{"title": texts.title}', reference: id}
          """
              .formatted(grant));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return AdapterBench.read(
        config,
        """
        webhook:
          id: desk
          url: "%s"
          allow: [127.0.0.0/8]
          adapter: tokens
          credentials: {secret: "%s", name: ours, word: "%s"}
        """
            .formatted(desk.url(), SECRET, SECRET));
  }

  private DeliveryBench begin(FakeDesk desk, String grant) {
    return begin(desk, endpoint(desk, grant));
  }

  @Test
  void oneTokenServesAllUntilItsTimeIsUp() throws InterruptedException {
    try (TokenDesk desk = new TokenDesk(vertx, client(SECRET));
        DeliveryBench bench = begin(desk, "scope: tickets notes")) {
      for (long n = 1; n <= 3; n++) {
        send(bench, Story.of(n), 1, "incident.opened");
        assertEquals("delivered " + n, bench.note());
      }
      assertEquals(1, desk.tokens.issued());
      // Not to the last second: a request takes its time.
      bench.advance(LIFE.minusSeconds(61));
      send(bench, Story.of(4), 1, "incident.opened");
      assertEquals("delivered 4", bench.note());
      assertEquals(1, desk.tokens.issued());
      bench.advance(Duration.ofSeconds(1));
      send(bench, Story.of(5), 1, "incident.opened");
      assertEquals("delivered 5", bench.note());
      assertEquals(2, desk.tokens.issued());
      assertEquals(0, desk.refused, "it never came with a token that was over");
      assertEquals(5, desk.tickets().size());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void aTokenThatTheDeskForgotIsGotAnewAndTheRequestMadeOnceMore() throws InterruptedException {
    try (TokenDesk desk = new TokenDesk(vertx, client(SECRET));
        DeliveryBench bench = begin(desk, "scope: tickets notes")) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      desk.tokens.forget();
      send(bench, Story.of(2), 1, "incident.opened");
      assertEquals("delivered 2", bench.note(), "without a failed attempt");
      assertEquals(2, desk.tokens.issued());
      assertEquals(1, desk.refused);
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void aPageInsteadOfATokenIsNoRefusal() throws InterruptedException {
    try (TokenDesk desk = new TokenDesk(vertx, client(SECRET));
        DeliveryBench bench = begin(desk, "scope: tickets notes")) {
      // More of them than a message may be refused.
      for (int n = 0; n <= RetryPlan.MOST_REJECTED_ATTEMPTS; n++) {
        desk.then(Fault.GARBAGE);
      }
      send(bench, Story.of(1), 1, "incident.opened");
      for (int n = 0; n <= RetryPlan.MOST_REJECTED_ATTEMPTS; n++) {
        assertEquals("retry 1", bench.note());
        bench.advance(Duration.ofMinutes(30));
      }
      assertEquals("delivered 1", bench.note());
      assertEquals(1, desk.tickets().size());
    }
  }

  @Test
  void aPasswordIsSentWhereThatIsTheGrant() throws InterruptedException {
    Map<String, String> form =
        Map.of(
            "grant_type", "password",
            "client_id", "forebell",
            "client_secret", SECRET,
            "username", "ours",
            "password", SECRET);
    try (TokenDesk desk = new TokenDesk(vertx, form);
        DeliveryBench bench =
            begin(desk, "grant: password, username: \"{name}\", password: \"{word}\"")) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void aFieldWhoseOptionalCredentialIsMissingIsLeftOut() throws InterruptedException {
    Map<String, String> form = new TreeMap<>(client(SECRET));
    form.remove("scope");
    try (TokenDesk desk = new TokenDesk(vertx, form);
        DeliveryBench bench = begin(desk, "scope: \"{scope}\"")) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void aShippedAdapterTakesThisWayWhereTheClientIsGiven() throws InterruptedException {
    String both = "credentials: {user: u, password: p, client_id: c, client_secret: s}";
    try (FakeServiceNow desk = new FakeServiceNow(vertx);
        DeliveryBench bench = begin(desk, "servicenow", both)) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      assertEquals(1, desk.tokens.issued());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void aClientThatIsRefusedIsADeadLetterThatSaysWhyAndNoSecret() throws InterruptedException {
    try (TokenDesk desk = new TokenDesk(vertx, client("another"));
        DeliveryBench bench = begin(desk, "scope: tickets notes")) {
      send(bench, Story.of(1), 1, "incident.opened");
      for (int n = 1; n < RetryPlan.MOST_REJECTED_ATTEMPTS; n++) {
        assertEquals("retry 1", bench.note());
        bench.advance(Duration.ofMinutes(30));
      }
      assertEquals("dead 1", bench.note());
      String dead = bench.ledger.outbox().deadLetters(DeadFilter.ALL, 10).toString();
      assertTrue(dead.contains("/oauth/token answered: {\"error\":\"invalid_client\"}"), dead);
      assertFalse(dead.contains(SECRET) || dead.contains(TicketRequests.encoded(SECRET)), dead);
      assertEquals(0, desk.tickets().size());
    }
  }

  @Test
  void whoTriesAnEndpointSeesTheRequestsAndNeitherSecretNorToken() {
    try (TokenDesk desk = new TokenDesk(vertx, client(SECRET));
        WebhookSender sender = new WebhookSender(vertx, InstantSource.system())) {
      WebhookEndpoint endpoint = endpoint(desk, "scope: tickets notes");
      WebhookTrial.Outcome outcome =
          new WebhookTrial(
                  endpoint, sender, TicketFacts.NONE, InstantSource.fixed(LedgerSamples.T0))
              .run(
                  Story.of(1).event(1, "incident.opened").outbox().getFirst().object(),
                  Optional.empty(),
                  Optional.empty());
      assertEquals(Optional.empty(), outcome.failure());
      String shown = String.join("\n", outcome.lines());
      assertTrue(shown.contains("POST " + desk.url() + "/oauth/token"), shown);
      assertTrue(shown.contains("client_secret=***&"), shown);
      assertTrue(shown.contains("-> 200 ***"), shown);
      assertFalse(shown.contains("token-1"), shown);
    }
  }
}
