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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.port.IncidentReader.Page;
import dev.forebell.collector.port.IncidentReader.Query;
import dev.forebell.collector.port.IncidentReader.Recorded;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.Outbox.Backlog;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.Outbox.DeadLetter;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger must do, whatever database is below. */
abstract class LedgerContract {
  private static final HostId WEB = new HostId("web-1");
  private static final ConditionKey FULL =
      new ConditionKey(WEB, new RuleId("disk-full"), "mount=/,x=ä");

  private Ledger ledger;

  /** The same store at every call within one test, opened again. */
  abstract Ledger open();

  @BeforeEach
  final void start() {
    ledger = open();
    ledger.load();
  }

  @AfterEach
  final void stop() {
    ledger.close();
  }

  private Recovery restart() {
    ledger.close();
    ledger = open();
    return ledger.load();
  }

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

  @Test
  void messagesOfOneIncidentAndEndpointGoOneAtATimeAndOthersDoNotWait() {
    ledger.commit(opening(1, "desk", "chat"));
    ledger.commit(change(1, 2, "acknowledged", "desk"));
    ledger.commit(opening(2, "desk"));
    assertEquals(List.of(1L, 2L, 4L), due(T0, 10));
    assertEquals(List.of(1L, 2L), due(T0, 1));
    assertEquals(
        List.of(2L),
        ledger.outbox().due(T0, 10, "chat"::equals).stream().map(Pending::id).toList());
    ledger.outbox().delivered(List.of(1L), T0);
    assertEquals(List.of(2L, 3L, 4L), due(T0, 10));
    ledger.outbox().retry(3, T0.plusSeconds(5), "http_500");
    ledger.outbox().delivered(List.of(2L, 4L), T0);
    assertEquals(List.of(), due(T0, 10));
    assertEquals(Optional.of(T0.plusSeconds(5)), ledger.outbox().nextDue(T0));
    Pending waiting = ledger.outbox().due(T0.plusSeconds(5), 10, _ -> true).getFirst();
    assertEquals(new Pending(3, message(1, 2, "desk"), 1, "http_500", false), waiting);
  }

  @Test
  void aMessageHeldBackIsNotDueEarlierAndHoldsItsFollowers() {
    Instant later = T0.plusSeconds(5);
    ledger.commit(opened(row(1, "open"), message(1, 1, "desk", later), message(1, 2, "desk")));
    assertEquals(List.of(), due(T0.plusSeconds(4), 10));
    assertEquals(Optional.of(later), ledger.outbox().nextDue(T0));
    assertEquals(List.of(1L), due(later, 10));
  }

  @Test
  void updatesWaitBehindADeadCreateUntilItIsReplayed() {
    ledger.commit(opening(1, "desk"));
    ledger.commit(change(1, 2, "acknowledged", "desk"));
    ledger.outbox().dead(1, T0, "http_400");
    assertEquals(List.of(), due(T0.plusSeconds(9), 10));
    assertEquals(Optional.empty(), ledger.outbox().nextDue(T0.minusSeconds(1)));
    assertEquals(List.of(new Backlog("desk", 1, 1, Optional.of(T0))), ledger.outbox().backlog());
    assertEquals(
        List.of(new DeadLetter(new Pending(1, message(1, 1, "desk"), 1, "http_400", true), T0)),
        ledger.outbox().deadLetters(DeadFilter.ALL, 10));
    assertTrue(ledger.outbox().deadLetter(1).isPresent());
    assertTrue(ledger.outbox().replay(1, T0));
    assertFalse(ledger.outbox().replay(1, T0));
    assertEquals(
        List.of(new Pending(1, message(1, 1, "desk"), 0, "http_400", true)),
        ledger.outbox().due(T0, 10, _ -> true));
    ledger.outbox().delivered(List.of(1L), T0);
    assertEquals(List.of(2L), due(T0, 10));
  }

  @Test
  void deadLettersAreReplayedByEndpointCustomerAndReason() {
    List.of(opening(1, "desk", "chat"), opening(2, "desk"), opening(3, "desk"))
        .forEach(ledger::commit);
    List<String> reasons = List.of("http_400: no such field", "http_400", "http_4001", "httpX400");
    reasons.forEach(text -> ledger.outbox().dead(reasons.indexOf(text) + 1, T0, text));
    assertEquals(List.of(2L), dead("chat", "", ""));
    assertEquals(List.of(2L, 1L), dead("", "acme", "http_400"));
    assertEquals(List.of(), dead("", "other", ""));
    assertEquals(1, ledger.outbox().replayAll(only("desk", "", "http_400"), T0));
    assertEquals(List.of(4L, 3L, 2L), dead("", "", ""));
    assertEquals(List.of(1L), due(T0, 10));
    assertEquals(3, ledger.outbox().replayAll(DeadFilter.ALL, T0));
  }

  private List<Long> dead(String... which) {
    return ledger.outbox().deadLetters(only(which), 10).stream()
        .map(letter -> letter.message().id())
        .toList();
  }

  private static DeadFilter only(String... which) {
    List<Optional<String>> given =
        Stream.of(which).map(text -> Optional.of(text).filter(t -> !t.isEmpty())).toList();
    return new DeadFilter(given.get(0), given.get(1), given.get(2));
  }

  @Test
  void anEndpointThatAnswersAgainNeedNotWaitForItsLaterAttempts() {
    Instant held = T0.plusSeconds(3600);
    ledger.commit(opening(1, "desk", "chat"));
    ledger.commit(opened(row(2, "open"), message(2, 1, "desk", held)));
    ledger.outbox().retry(1, held, "timeout");
    ledger.outbox().retry(2, held, "timeout");
    ledger.outbox().hasten("desk", T0.plusSeconds(9));
    assertEquals(List.of(1L), due(T0.plusSeconds(9), 10));
    assertEquals(List.of(1L, 2L, 3L), due(held, 10));
  }

  @Test
  void aDeadUpdateLetsTheNextOnePass() {
    ledger.commit(opening(1, "desk"));
    List.of(2, 3).forEach(n -> ledger.commit(change(1, n, "acknowledged", "desk")));
    ledger.outbox().delivered(List.of(1L), T0);
    assertEquals(Optional.of(2L), ledger.outbox().oldest("desk", incident(1)).map(Pending::id));
    ledger.outbox().dead(2, T0, "http_400");
    assertEquals(List.of(3L), due(T0, 10));
  }

  @Test
  void theOutboxAndItsTicketsSurviveARestart() {
    ledger.commit(opening(1, "desk"));
    ledger.outbox().retry(1, T0.plusSeconds(60), "timeout");
    TicketReference ticket = new TicketReference("64f0", "17", "https://desk.example/17");
    ledger.outbox().ticketKnown("desk", incident(1), ticket);
    restart();
    assertEquals(Optional.of(T0.plusSeconds(60)), ledger.outbox().nextDue(T0));
    assertEquals(Optional.of(1L), ledger.outbox().oldest("desk", incident(1)).map(Pending::id));
    assertEquals(Optional.empty(), ledger.outbox().oldest("chat", incident(1)));
    assertEquals(Optional.of(ticket), ledger.outbox().ticket("desk", incident(1)));
    assertEquals(Optional.empty(), ledger.outbox().ticket("chat", incident(1)));
  }

  @Test
  void whoDeliversIsToldOfNewMessagesAndOfReplays() {
    List<Long> told = new ArrayList<>();
    ledger.outbox().onWork(() -> told.add(ledger.outbox().newest()));
    ledger.commit(opening(1, "desk"));
    ledger.commit(change(1, 2, "acknowledged"));
    ledger.outbox().dead(1, T0, "http_400");
    ledger.outbox().replay(1, T0);
    assertEquals(List.of(1L, 1L), told);
  }

  private List<Long> due(Instant now, int perEndpoint) {
    return ledger.outbox().due(now, perEndpoint, _ -> true).stream()
        .map(Pending::id)
        .sorted()
        .toList();
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
