package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.WebhookEndpoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the sample's mappings make of an event object. */
class SampleWebhookTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT =
      """
      {"at": "2026-03-02T09:00:30.000Z", "event": "incident.opened", "number": 1, "clock": null, "reference": "",
       "incident": {"id": "INC-DEMO-2026-1", "customer": "demo", "site": "hq", "host": "this-host",
        "rule": "host_down", "subject": "", "means": "outage", "severity": "critical", "emergency": EMERGENCY,
        "began_at": "2026-03-02T09:00:00.000Z", "detected_at": "2026-03-02T09:00:30.000Z",
        "acknowledged_at": ACKNOWLEDGED, "evidence": {"text": "heard last at 09:00:00"}}}
      """;

  private final WebhookEndpoint desk =
      new ConfigurationFolder(ConfigurationFolder.SAMPLE).read().webhooks().get("demo-desk");

  private static Object evaluate(String expression, String json) throws JsonProcessingException {
    return Jsonata.jsonata(expression).evaluate(JSON.readValue(json, Object.class));
  }

  private Map<?, ?> body(WebhookEndpoint.Kind kind, String emergency, String acknowledged)
      throws JsonProcessingException {
    String event = EVENT.replace("EMERGENCY", emergency).replace("ACKNOWLEDGED", acknowledged);
    return (Map<?, ?>) evaluate(desk.calls().get(kind).body().orElseThrow(), event);
  }

  @Test
  void createdCaseNamesWhatHappenedAndCarriesTheKey() throws JsonProcessingException {
    Map<?, ?> made = body(WebhookEndpoint.Kind.CREATE, "true", "null");
    assertEquals("EMERGENCY INC-DEMO-2026-1 this-host: host_down", made.get("name"));
    assertEquals("Urgent", made.get("priority"));
    assertEquals("Incident", made.get("type"));
    assertEquals("New", made.get("status"));
    assertEquals("INC-DEMO-2026-1", made.get("cForebellKey"));
    assertEquals(
        """
        Incident: INC-DEMO-2026-1
        Site: hq
        Host: this-host
        Rule: host_down
        Subject: -
        Means: outage, critical
        Began: 2026-03-02T09:00:00.000Z
        Detected: 2026-03-02T09:00:30.000Z
        Seen: heard last at 09:00:00\
        """,
        made.get("description"));
  }

  @Test
  void acknowledgedIncidentIsAnAssignedCase() throws JsonProcessingException {
    Map<?, ?> made = body(WebhookEndpoint.Kind.UPDATE, "false", "\"2026-03-02T09:05:00.000Z\"");
    assertEquals("Assigned", made.get("status"));
    assertEquals("High", made.get("priority"));
  }

  @Test
  void closedIncidentIsAClosedCase() throws JsonProcessingException {
    assertEquals(Map.of("status", "Closed"), body(WebhookEndpoint.Kind.CLOSE, "false", "null"));
  }

  @Test
  void answersGiveReferenceNumberAndLink() throws JsonProcessingException {
    WebhookEndpoint.Call create = desk.calls().get(WebhookEndpoint.Kind.CREATE);
    assertEquals(
        Map.of("reference", "c1", "number", 7),
        evaluate(create.reference().orElseThrow(), "{\"id\": \"c1\", \"number\": 7}"));
    assertEquals(
        "http://127.0.0.1:8081/#c1",
        evaluate(create.link().orElseThrow(), "{\"answer\": {}, \"reference\": \"c1\"}"));
  }

  @Test
  void searchFindsTheCaseOrNothing() throws JsonProcessingException {
    String reference = desk.search().orElseThrow().reference();
    assertEquals(
        Map.of("reference", "c1", "number", 7),
        evaluate(reference, "{\"total\": 1, \"list\": [{\"id\": \"c1\", \"number\": 7}]}"));
    assertEquals(null, evaluate(reference, "{\"total\": 0, \"list\": []}"));
  }
}
