package dev.forebell.collector.ledger;

import static dev.forebell.collector.ledger.LedgerSamples.ACME;
import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.change;
import static dev.forebell.collector.ledger.LedgerSamples.event;
import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.message;
import static dev.forebell.collector.ledger.LedgerSamples.opened;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static dev.forebell.collector.ledger.LedgerSamples.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.port.IncidentReader.Page;
import dev.forebell.collector.port.IncidentReader.Query;
import dev.forebell.collector.port.IncidentReader.Recorded;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every ledger must do, whatever database is below. */
abstract class LedgerContract extends OutboxContract {
  private static final HostId WEB = new HostId("web-1");
  private static final ConditionKey FULL =
      new ConditionKey(WEB, new RuleId("disk-full"), "mount=/,x=ä");

  @Test
  void anEmptyLedgerRecoversNothing() {
    Recovery empty = restart();
    assertEquals(
        new Recovery(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>()),
        empty);
  }

  @Test
  void eventsOfOpenIncidentsComeBackInOrderToTheNanosecond() {
    ledger.commit(opening(1, "desk"));
    ledger.commit(opening(2));
    ledger.commit(change(1, 2, "acknowledged"));
    Recovery after = restart();
    assertEquals(
        List.of(
            event(1, 1, "incident.opened"),
            event(2, 1, "incident.opened"),
            event(1, 2, "incident.acknowledged")),
        after.events());
    assertEquals(new TreeSet<>(List.of(incident(1))), after.announced());
  }

  @Test
  void closedIncidentsAreNotFoldedButTheirNumbersAreNeverReused() {
    ledger.commit(opening(9));
    ledger.commit(opening(10));
    ledger.commit(change(10, 2, "closed"));
    Recovery after = restart();
    assertEquals(List.of(event(9, 1, "incident.opened")), after.events());
    assertEquals(Map.of(ACME, 10L), after.lastNumbers());
    assertEquals(Map.of("ACME", 10L), after.lastNumbersByCode());
  }

  @Test
  void hostStateComesBackAndAClearWatchIsForgotten() {
    ConditionKey gone = new ConditionKey(WEB, new RuleId("cpu"), "");
    ledger.commit(
        hosts(
            List.of(watch(FULL, "{\"a\":1}"), watch(gone, "{}"), watch(FULL, "{\"a\":2}")),
            List.of(new LaneMark(WEB, Lane.LIVE, -7, 5), new LaneMark(WEB, Lane.BACKFILL, 3, 1))));
    ledger.commit(hosts(List.of(new WatchRow(gone, Optional.empty())), List.of()));
    Recovery after = restart();
    assertEquals(List.of(watch(FULL, "{\"a\":2}")), after.watches());
    assertEquals(
        List.of(new LaneMark(WEB, Lane.BACKFILL, 3, 1), new LaneMark(WEB, Lane.LIVE, -7, 5)),
        after.marks());
    assertEquals(List.of(new LastHeard(WEB, T0)), after.lastHeard());
    assertEquals(List.of(new PeopleRow(WEB, 12, T0)), after.people());
  }

  @Test
  void aMarkNeverGoesBack() {
    ledger.commit(hosts(List.of(), List.of(new LaneMark(WEB, Lane.LIVE, 1, 9))));
    ledger.commit(hosts(List.of(), List.of(new LaneMark(WEB, Lane.LIVE, 1, 4))));
    assertEquals(List.of(new LaneMark(WEB, Lane.LIVE, 1, 9)), restart().marks());
  }

  @Test
  void aFailedCommitLeavesNothingAndStopsEveryOtherUntilTheLedgerIsLoadedAgain() {
    ledger.commit(opening(1, "desk"));
    Commit doubled =
        new Commit(
            T0,
            List.of(event(2, 1, "incident.opened"), event(1, 1, "incident.opened")),
            List.of(row(2, "open")),
            List.of(watch(FULL, "{}")),
            List.of(),
            List.of(),
            List.of(),
            List.of(message(2, 1, "desk")));
    assertThrows(LedgerException.class, () -> ledger.commit(doubled));
    assertThrows(LedgerException.class, () -> ledger.commit(opening(3)));
    Recovery again = ledger.load();
    assertEquals(List.of(event(1, 1, "incident.opened")), again.events());
    assertEquals(List.of(), again.watches());
    assertEquals(1, ledger.outbox().newest());
    ledger.commit(opening(3));
    assertTrue(ledger.incidents().find(incident(3)).isPresent());
  }

  @Test
  void messagesThatWaitForTheirTimeCanBeWithdrawn() {
    ledger.commit(
        new Commit(
            T0,
            List.of(event(1, 1, "incident.opened"), event(2, 1, "incident.opened")),
            List.of(row(1, "open"), row(2, "open")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(message(1, 1, "desk", T0.plusSeconds(5)), message(2, 1, "desk"))));
    ledger.commit(
        new Commit(
            T0.plusSeconds(1),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(incident(1), incident(2))));
    assertEquals(
        List.of(incident(2)),
        ledger.outbox().due(T0.plusSeconds(60), 9, _ -> true).stream()
            .map(pending -> pending.message().incident())
            .toList());
  }

  @Test
  void anEventWithoutItsIncidentIsRefused() {
    Commit orphan =
        new Commit(
            T0,
            List.of(event(7, 1, "incident.opened")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThrows(LedgerException.class, () -> ledger.commit(orphan));
  }

  @Test
  void listenersHearEachEventOnceInCommitOrderAndOnlyCommittedOnes() {
    List<Recorded> heard = new ArrayList<>();
    var subscription = ledger.feed().subscribe(heard::add);
    ledger
        .feed()
        .subscribe(
            event -> {
              throw new IllegalStateException("a broken listener");
            });
    Committed first = ledger.commit(opening(1));
    assertThrows(LedgerException.class, () -> ledger.commit(opening(1)));
    ledger.load();
    Committed second = ledger.commit(change(1, 2, "acknowledged"));
    subscription.close();
    ledger.commit(opening(2));
    List<Recorded> expected = new ArrayList<>(first.events());
    expected.addAll(second.events());
    assertEquals(expected, heard);
    assertEquals(heard, ledger.incidents().timeline(incident(1)));
    assertEquals(
        List.of(2L, 3L), ledger.incidents().after(1, 10).stream().map(Recorded::position).toList());
  }

  @Test
  void listsPageEmergenciesFirstThenNewestDetectionFirst() {
    for (int n = 1; n <= 5; n++) {
      ledger.commit(opened(row(n, n == 2 ? "closed" : "open", n == 4, T0.plusSeconds(n))));
    }
    Query query =
        new Query(Optional.of(ACME), List.of("open"), Optional.of("web-1"), Optional.empty(), 2);
    Page first = ledger.incidents().list(query);
    assertEquals(List.of(incident(4), incident(5)), ids(first));
    ledger.commit(opened(row(6, "open", false, T0.plusSeconds(6))));
    Page second =
        ledger
            .incidents()
            .list(new Query(query.customer(), query.states(), query.host(), first.next(), 2));
    assertEquals(List.of(incident(3), incident(1)), ids(second));
    assertEquals(Optional.empty(), second.next());
  }

  private static List<Object> ids(Page page) {
    return page.incidents().stream().<Object>map(IncidentRow::id).toList();
  }

  private static WatchRow watch(ConditionKey key, String payload) {
    return new WatchRow(key, Optional.of(payload));
  }

  private static Commit hosts(List<WatchRow> watches, List<LaneMark> marks) {
    return new Commit(
        T0,
        List.of(),
        List.of(),
        watches,
        marks,
        List.of(new LastHeard(WEB, T0)),
        List.of(new PeopleRow(WEB, 12, T0)),
        List.of());
  }
}
