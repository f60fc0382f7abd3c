package dev.forebell.collector.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskFixture;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentDesk;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventObjectTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");
  private static final List<String> EVENT =
      List.of("at", "event", "number", "reason", "by", "incident", "clock");
  private static final List<String> INCIDENT =
      List.of(
          "id",
          "customer",
          "site",
          "host",
          "rule",
          "subject",
          "means",
          "severity",
          "emergency",
          "evidence",
          "parent",
          "began_at",
          "detected_at",
          "reported_at",
          "acknowledged_at",
          "contacted_at",
          "restored_at",
          "resolved_at",
          "state");
  private static final List<String> CLOCK =
      List.of("set", "name", "anchor", "calendar", "deadline", "outcome");

  @Test
  void everyKeyIsAlwaysThereInTheSameOrder() throws IOException {
    List<DeskOutput.Happened> outputs = day();
    assertTrue(outputs.size() > 10, outputs.toString());
    for (DeskOutput.Happened happened : outputs) {
      JsonNode object = JsonMapper.builder().build().readTree(EventObject.write(happened));
      assertEquals(EVENT, keys(object));
      assertEquals(INCIDENT, keys(object.get("incident")));
      boolean clock = happened.event().name().startsWith("sla.");
      assertEquals(clock ? CLOCK : List.of(), keys(object.get("clock")));
      assertEquals(!clock, object.get("clock").isNull());
    }
  }

  @Test
  void theFirstEventOfAnIncidentReadsAsTheFormatSays() {
    assertEquals(
        "{\"at\":\"2026-03-02T10:00:00.123Z\",\"event\":\"incident.opened\",\"number\":1,"
            + "\"reason\":\"silent_confirmed\",\"by\":\"system\",\"incident\":{"
            + "\"id\":\"INC-ACME-2026-1\",\"customer\":\"acme\",\"site\":\"hq\","
            + "\"host\":\"erp-01\",\"rule\":\"host_down\",\"subject\":\"\",\"means\":\"outage\","
            + "\"severity\":\"critical\",\"emergency\":false,\"evidence\":{"
            + "\"text\":\"nothing was heard for 30 s since 2026-03-02T09:59:30.123Z;"
            + " silence counts after 30 s\","
            + "\"observed\":{\"kind\":\"link\",\"last_heard\":\"2026-03-02T09:59:30.123456Z\","
            + "\"ended\":\"nothing\",\"silence\":\"PT30S\",\"confirm\":\"PT30S\",\"detail\":\"\","
            + "\"confirmed_by\":\"kind\",\"survived_gap\":null,\"witnesses\":[],"
            + "\"last_sample\":null,\"clock_offset\":null},"
            + "\"wake\":\"now\",\"rule_version\":\"rule-1\",\"configuration\":\"config-1\","
            + "\"runbook\":\"runbook.md\",\"services\":[\"erp\"],\"contract\":\"premium\","
            + "\"emergency\":{\"met\":[]},\"assigned\":null,\"cause\":null,\"tickets\":[],"
            + "\"excluded\":null,\"dispatched_at\":null,\"arrived_at\":null,"
            + "\"diagnosed_at\":null,\"detail\":{}},\"parent\":null,"
            + "\"began_at\":\"2026-03-02T10:00:00.123Z\","
            + "\"detected_at\":\"2026-03-02T10:00:00.123Z\",\"reported_at\":null,"
            + "\"acknowledged_at\":null,\"contacted_at\":null,\"restored_at\":null,"
            + "\"resolved_at\":null,\"state\":\"open\"},\"clock\":null}",
        EventObject.write(day().getFirst()));
  }

  @Test
  void theSentenceSaysWhyItIsAnEmergency() {
    assertEquals(
        "nothing was heard for 30 s since 2026-03-02T09:59:30.123Z; silence counts after 30 s;"
            + " key service erp has 0 of 1 members up and needs 1: erp-01 out",
        EvidenceSentence.of(day().get(1).incident(), Language.EN));
  }

  @Test
  void theRowHasTheClocksOfTheIncident() throws IOException {
    IncidentRow row = HappenedRows.incident(day().getLast());
    JsonNode object = JsonMapper.builder().build().readTree(row.object());
    List<String> keys = new ArrayList<>(INCIDENT);
    keys.add("clocks");
    assertEquals(keys, keys(object));
    assertEquals("response", object.at("/clocks/0/name").asText());
    assertEquals("2026-03-02T10:15:00.123Z", object.at("/clocks/0/deadline").asText());
    assertEquals("met", object.at("/clocks/0/outcome").asText());
    assertEquals("resolved", row.state());
  }

  @Test
  void aStoredEventIsFoldedAsTheOneThatHappened() {
    for (DeskOutput.Happened happened : day()) {
      StoredEvent stored = HappenedRows.event(happened);
      assertEquals(happened.event(), EventPayload.read(stored));
      assertEquals(happened.event().name(), stored.name());
    }
  }

  private static List<String> keys(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A key server falls silent, is answered for, comes back. */
  private static List<DeskOutput.Happened> day() {
    ConditionKey key = new ConditionKey(new HostId("erp-01"), new RuleId("host_down"), "");
    IncidentId id = IncidentId.of("ACME", 2026, 1);
    List<CustomerInput> inputs =
        List.of(
            new CustomerInput.Condition(
                new ConditionEvent.Began(
                    key,
                    NOW,
                    Reason.SILENT_CONFIRMED,
                    NOW,
                    DeskFixture.finding(Meaning.OUTAGE, Severity.CRITICAL, true, NOW))),
            command(id, 60, new Command.Contact("Li", "phone")),
            command(id, 70, new Command.Pause("appointment", Optional.empty())),
            command(id, 80, new Command.Resume()),
            command(id, 90, new Command.Comment("rebooted")),
            new CustomerInput.Condition(
                new ConditionEvent.Ended(
                    key, NOW.plusSeconds(200), Reason.LINK_STEADY, NOW.plusSeconds(140))));
    List<DeskOutput.Happened> outputs = new ArrayList<>();
    CustomerState state = CustomerState.of(DeskFixture.customer());
    for (CustomerInput input : inputs) {
      Step<CustomerState, DeskOutput> step = IncidentDesk.step(state, input);
      step.outputs().forEach(output -> outputs.add((DeskOutput.Happened) output));
      state = step.state();
    }
    return outputs;
  }

  private static CustomerInput command(IncidentId id, int seconds, Command command) {
    return new CustomerInput.CommandGiven(NOW.plusSeconds(seconds), id, command, "anna");
  }
}
