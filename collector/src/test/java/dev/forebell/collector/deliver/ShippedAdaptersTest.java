package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.ledger.LedgerSamples;
import dev.forebell.collector.port.WebhookEndpoint;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every shipped adapter finds words for everything that happens, and reads its desk's answer. */
class ShippedAdaptersTest {
  private static final List<String> EVENTS =
      List.of(
          "incident.opened",
          "incident.severity_changed",
          "incident.promoted",
          "incident.acknowledged",
          "incident.commented",
          "incident.absorbed",
          "incident.reopened",
          "incident.resolved",
          "incident.closed");

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          espocrm      | {api_key: k}                        | {}                           | {"id": "64f0", "number": 17, "list": []}
          glpi         | {user_token: u, app_token: a}       | {}                           | {"id": 17, "count": 0}
          glpi-v2      | {client_id: c, client_secret: s, username: u, password: p} | {} | {"id": 17, "href": "/Assistance/Ticket/17"}
          zammad       | {token: t}                          | {group: a, customer: b}      | {"id": 17, "number": "22017", "assets": {}}
          redmine      | {api_key: k}                        | {project: p}                 | {"issue": {"id": 17, "journals": []}, "issues": []}
          jira         | {token: t}                          | {project: OPS}               | {"id": "1", "key": "OPS-17", "issues": [], "comments": [], "transitions": [{"id": "31", "to": {"statusCategory": {"key": "done"}}}, {"id": "11", "to": {"statusCategory": {"key": "new"}}}]}
          servicenow   | {user: u, password: p}              | {}                           | {"result": {"sys_id": "a1", "number": "INC0017"}}
          pagerduty    | {routing_key: r}                    | {}                           | {"status": "success", "dedup_key": "INC-ACME-2026-1"}
          alertmanager | {}                                  | {}                           | {}
          """)
  void findsWordsForEverything(String adapter, String credentials, String vars, String answer) {
    WebhookEndpoint endpoint =
        AdapterBench.read(
            dir,
            adapter,
            """
            webhook:
              id: desk
              url: https://desk.example
              adapter: %s
              credentials: %s
              vars: %s
            """
                .formatted(adapter, credentials, vars));
    WebhookTrial trial =
        new WebhookTrial(
            endpoint,
            WebhookTrial.pretending(endpoint, List.of(answer)),
            AdapterBench.facts(Optional.empty()),
            InstantSource.fixed(LedgerSamples.T0));
    for (String event : EVENTS) {
      boolean first = event.equals("incident.opened");
      String object = Story.of(1).urgent().event(1, event).outbox().getFirst().object();
      WebhookTrial.Outcome outcome =
          trial.run(object, first ? Optional.empty() : Optional.of("17"), Optional.of("16"));
      assertEquals(Optional.empty(), outcome.failure(), event + " " + outcome.lines());
      String said = String.join("\n", outcome.lines());
      assertFalse(said.contains("null,null"), said);
      if (first) {
        assertEquals(
            adapter.equals("alertmanager"),
            outcome.ticket().isEmpty(),
            outcome.ticket().toString());
        assertTrue(said.contains("INC-ACME-2026-1"), said);
      }
    }
  }
}
