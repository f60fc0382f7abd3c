package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.deliver.FaultyServer.Fault;
import dev.forebell.collector.port.Outbox.DeadFilter;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped adapter for EspoCRM against a strict one. */
final class EspoAdapterIT {
  private static final String KEY = "credentials: {api_key: \"5b0c\"}";

  @TempDir private Path data;
  @TempDir private Path config;
  private Vertx vertx;
  private FakeEspo espo;
  private DeliveryBench bench;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    espo = new FakeEspo(vertx);
    bench = new DeliveryBench(vertx, data);
  }

  @AfterEach
  void stop() {
    bench.close();
    espo.close();
    Await.done(vertx.close());
    assertEquals(List.of(), espo.violations());
  }

  private void begin(String more) {
    bench.with(AdapterBench.endpoint(config, espo, "espocrm", more)).start();
  }

  private void send(Story story, long number, String name) {
    bench.ledger.commit(story.event(number, name));
  }

  private JsonObject only() {
    assertEquals(1, espo.cases().size(), espo.cases().toString());
    return espo.cases().getFirst();
  }

  @Test
  void theLifeOfAnIncidentIsTheLifeOfOneCase() throws InterruptedException {
    begin(KEY);
    Story story = Story.of(1);
    send(story, 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    assertEquals(
        "INC-ACME-2026-1 101 "
            + espo.url()
            + "/#Case/view/"
            + only().getString("id")
            + " by system:webhook:desk",
        bench.link());
    assertEquals("INC-ACME-2026-1 web-1: host_down", only().getString("name"));
    assertEquals("New High Incident", words());
    assertEquals(
        """
        Incident: INC-ACME-2026-1
        Site: hq
        Host: web-1
        Services: desktops
        Rule: host_down
        Means: outage, critical
        Seen: nothing heard for 90 s & <b>counting</b>
        Began: 2026-11-21 08:59:00 UTC
        Detected: 2026-11-21 09:00:00 UTC
        Response due by 2026-11-21 11:00:00 UTC
        Resolution due by 2026-11-23 09:00:00 UTC
        Runbook: host-down.md
        Board: https://board.example/#INC-ACME-2026-1\
        """,
        only().getString("description"));
    send(story.urgent(), 2, "incident.promoted");
    send(story.urgent().in("acknowledged"), 3, "incident.acknowledged");
    send(story.urgent().in("acknowledged").said("the disk is dead"), 4, "incident.commented");
    send(story.urgent().in("resolved"), 5, "incident.resolved");
    send(story.urgent(), 6, "incident.reopened");
    for (int n = 2; n <= 6; n++) {
      assertEquals("delivered " + n, bench.note());
    }
    assertEquals("New Urgent Incident", words());
    send(story.urgent().in("resolved"), 7, "incident.resolved");
    send(story.urgent().in("closed"), 8, "incident.closed");
    assertEquals("delivered 7", bench.note());
    assertEquals("delivered 8", bench.note());
    assertEquals("Closed Urgent Incident", words());
    assertEquals("EMERGENCY INC-ACME-2026-1 web-1: host_down", only().getString("name"));
    List<String> notes = espo.notes(only().getString("id"));
    assertEquals(6, notes.size(), notes.toString());
    assertTrue(
        notes.getFirst().startsWith("This is now an emergency: 31 of 61 people worked on vdi-01."),
        notes.getFirst());
    assertTrue(notes.get(2).startsWith("anna: the disk is dead\n\nINC-ACME-2026-1-4-desk"));
  }

  private String words() {
    return only().getString("status")
        + " "
        + only().getString("priority")
        + " "
        + only().getString("type");
  }

  @Test
  void everyUnknownOutcomeIsLookedForAndNeverMakesTwoCases() throws InterruptedException {
    begin(KEY);
    long n = 0;
    for (Fault fault :
        List.of(
            Fault.COMMIT_AND_DROP,
            Fault.DROP,
            Fault.COMMIT_AND_BREAK,
            Fault.BROKEN,
            Fault.BUSY,
            Fault.GARBAGE)) {
      n++;
      espo.then(Fault.NONE, fault); // the look for an open case goes well
      send(Story.of(n), 1, "incident.opened");
      assertEquals("retry " + n, bench.note(), fault.toString());
      bench.advance(Duration.ofMinutes(10));
      assertEquals("delivered " + n, bench.note(), fault.toString());
      assertEquals(n, espo.cases().size(), fault.toString());
    }
  }

  @Test
  void anAnswerThatComesTooLateMakesNoSecondCase() throws InterruptedException {
    begin(KEY + "\ntimeout: 3s");
    espo.then(Fault.NONE, Fault.COMMIT_AND_STALL);
    send(Story.of(1), 1, "incident.opened");
    String note = bench.note();
    assertEquals("retry 1", note);
    while (note.startsWith("retry")) { // a busy machine may be late by itself
      bench.advance(Duration.ofMinutes(10));
      note = bench.note();
    }
    assertEquals("delivered 1", note);
    assertEquals(1, espo.cases().size());
  }

  @Test
  void aSearchThatCannotBeReadIsNoAnswer() throws InterruptedException {
    begin(KEY);
    espo.then(Fault.NONE, Fault.COMMIT_AND_DROP, Fault.GARBAGE);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("retry 1", bench.note());
    bench.advance(Duration.ofSeconds(10));
    assertEquals("retry 1", bench.note());
    bench.advance(Duration.ofMinutes(1));
    assertEquals("delivered 1", bench.note());
    assertEquals(1, espo.cases().size());
  }

  @Test
  void incidentOneIsNotFoundUnderIncidentTwelve() throws InterruptedException {
    begin(KEY);
    send(Story.of(12), 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    espo.then(Fault.NONE, Fault.DROP);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("retry 2", bench.note());
    bench.advance(Duration.ofSeconds(10));
    assertEquals("postpone 2", bench.note(), "it may still come");
    bench.advance(Duration.ofMinutes(1));
    assertEquals("delivered 2", bench.note());
    assertEquals(2, espo.cases().size());
  }

  @Test
  void aNoteWhoseAnswerWasLostIsNotPostedTwice() throws InterruptedException {
    begin(KEY);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    espo.then(Fault.COMMIT_AND_DROP);
    send(Story.of(1).said("once"), 2, "incident.commented");
    assertEquals("retry 2", bench.note());
    bench.advance(Duration.ofSeconds(10));
    assertEquals("delivered 2", bench.note());
    assertEquals(1, espo.notes(only().getString("id")).size());
  }

  @Test
  void anOpenCaseOnTheSameHostIsJoinedAndNeverClosedByUs() throws InterruptedException {
    espo.opened("Server web-1 does not answer", "New", "2026-11-21 08:30:00");
    espo.opened("web-10 is slow", "New", "2026-11-21 08:50:00");
    espo.opened("web-1 was slow", "Closed", "2026-11-21 08:55:00");
    begin(KEY);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    assertTrue(bench.link().startsWith("INC-ACME-2026-1 101 "));
    assertEquals("INC-ACME-2026-1 reported by Li Wei", bench.link());
    send(Story.of(1).in("resolved"), 2, "incident.resolved");
    send(Story.of(1).in("closed"), 3, "incident.closed");
    assertEquals("delivered 2", bench.note());
    assertEquals("delivered 3", bench.note());
    assertEquals(3, espo.cases().size());
    JsonObject theirs = espo.cases().getFirst();
    assertEquals("New", theirs.getString("status"));
    List<String> notes = espo.notes(theirs.getString("id"));
    assertEquals(2, notes.size(), notes.toString());
    assertTrue(notes.getFirst().contains("Response due by"), notes.getFirst());
  }

  @Test
  void casesOlderThanAnHourOrOfOursAreNotJoined() throws InterruptedException {
    espo.opened(
        "web-1 down", "New", T0.minusSeconds(3700).toString().substring(0, 19).replace('T', ' '));
    espo.opened("INC-ACME-2026-7 web-1: cpu-high", "New", "2026-11-21 08:59:00");
    begin(KEY);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    assertEquals(3, espo.cases().size());
  }

  @Test
  void aChildNamesItsParentsCase() throws InterruptedException {
    begin(KEY);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    send(Story.of(2).below(1), 1, "incident.opened");
    assertEquals("delivered 2", bench.note());
    assertTrue(espo.cases().get(1).getString("description").contains("Part of ticket: 101"));
  }

  @Test
  void aCaseThatAPersonDeletedIsLetGo() throws InterruptedException {
    begin(KEY);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("delivered 1", bench.note());
    espo.delete(only().getString("id"));
    send(Story.of(1).in("closed"), 2, "incident.closed");
    assertEquals("delivered 2", bench.note());
    assertTrue(bench.ledger.outbox().deadLetters(DeadFilter.ALL, 1).isEmpty());
  }

  @Test
  void aSecretKeySignsEveryRequestAndFieldsOfTheFieldPackAreFilled() throws InterruptedException {
    espo.wantsHmac();
    begin(
        """
        credentials: {api_key: "5b0c", secret_key: s3cr3t}
        vars: {key_field: cForebellKey, fields: {detected: cDetected, respond_by: cRespondBy, restore_by: cRestoreBy}}
        """);
    espo.then(Fault.NONE, Fault.COMMIT_AND_DROP);
    send(Story.of(1), 1, "incident.opened");
    assertEquals("retry 1", bench.note());
    bench.advance(Duration.ofSeconds(10));
    assertEquals("delivered 1", bench.note());
    assertEquals("INC-ACME-2026-1", only().getString("cForebellKey"));
    assertEquals("2026-11-21 11:00:00", only().getString("cRespondBy"));
    assertEquals("2026-11-23 09:00:00", only().getString("cRestoreBy"));
    assertFalse(espo.log().isEmpty());
  }
}
