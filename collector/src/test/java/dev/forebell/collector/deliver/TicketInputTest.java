package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.common.model.CustomerId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketInputTest {
  private static final URI URL = URI.create("http://127.0.0.1:8");
  private static final IncidentId INCIDENT = new IncidentId("INC-ACME-2026-1");
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private final List<String> asked = new ArrayList<>();

  /** Says what it was asked for. */
  private final class Facts implements TicketFacts {
    @Override
    public Optional<IncidentRow> incident(IncidentId id) {
      asked.add("incident " + id);
      return Optional.empty();
    }

    @Override
    public Optional<CustomerConfig> customer(CustomerId id) {
      asked.add("customer " + id);
      return Optional.empty();
    }
  }

  @Test
  void anEventThatGoesAsItIsCostsNoLookAtAnything() {
    WebhookEndpoint plain = Endpoints.plain("desk", URL, EnumSet.of(Kind.CREATE));

    WebhookRequest request = made(plain, Kind.CREATE, input(plain));

    String body = request.body().orElseThrow();
    assertTrue(body.startsWith("{\"type\":\"incident.opened\""), body);
    assertTrue(body.contains("\"data\":{\"at\":\"2026-03-02T09:59:59Z\""), body);
    assertEquals(List.of(), asked);
  }

  @Test
  void expressionsSeeAllOfItInBodyAndPath() {
    WebhookEndpoint desk = Endpoints.desk("espo", URL);
    TicketInput input = input(desk);
    input.ticket(new TicketReference("c-17", "17", ""));

    WebhookRequest request = made(desk, Kind.UPDATE, input);

    assertEquals("/api/v1/Case/c-17", request.url().getPath());
    String body = request.body().orElseThrow();
    assertTrue(body.contains("\"cForebellKey\":\"INC-ACME-2026-1\""), body);
    assertEquals(List.of("incident INC-ACME-2026-1", "customer acme"), asked);
  }

  @Test
  void aTicketIsSeenWhetherItWasKnownBeforeTheFirstLookOrAfter() {
    WebhookEndpoint desk = Endpoints.desk("espo", URL);
    TicketInput before = input(desk);
    before.ticket(new TicketReference("c-17", "17", ""));
    TicketInput after = input(desk);

    Map<String, Object> first = after.values();
    assertEquals("", first.get("reference"));
    assertFalse(first.containsKey("ticket"));
    after.ticket(new TicketReference("c-17", "17", ""));

    assertEquals("c-17", before.values().get("reference"));
    assertTrue(before.values().containsKey("ticket"));
    assertEquals(before.values(), after.values());
  }

  private TicketInput input(WebhookEndpoint endpoint) {
    return new TicketInput(message(), endpoint, new Facts(), _ -> Optional.empty(), NOW);
  }

  private static WebhookRequest made(WebhookEndpoint endpoint, Kind kind, TicketInput input) {
    return new TicketRequests(endpoint, new Mapping(""))
        .change(endpoint.steps(kind).getFirst(), message(), input::values, NOW);
  }

  private static OutboxMessage message() {
    return new OutboxMessage(
        INCIDENT + "-1-desk",
        "desk",
        INCIDENT,
        new CustomerId("acme"),
        1,
        "incident.opened",
        """
        {"at":"2026-03-02T09:59:59Z","event":"incident.opened","by":"system","incident":{"id":"INC-ACME-2026-1",
         "host":"web-1","rule":"disk-full","means":"outage","severity":"critical","state":"open",
         "began_at":"2026-03-02T09:59:00Z","detected_at":"2026-03-02T09:59:59Z","emergency":false}}\
        """,
        NOW);
  }
}
