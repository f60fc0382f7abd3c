package dev.forebell.collector.ledger;

import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.change;
import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.message;
import static dev.forebell.collector.ledger.LedgerSamples.opened;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static dev.forebell.collector.ledger.LedgerSamples.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.Outbox.Backlog;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.Outbox.DeadLetter;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.Outbox.TicketReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every outbox must do, whatever database is below. */
abstract class OutboxContract {
  Ledger ledger;

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

  final Recovery restart() {
    ledger.close();
    ledger = open();
    return ledger.load();
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
  void whereOnlyDeadLettersAreNothingWaitsSinceEver() {
    ledger.commit(opening(1, "desk"));
    ledger.outbox().dead(1, T0, "http_400");
    assertEquals(List.of(new Backlog("desk", 0, 1, Optional.empty())), ledger.outbox().backlog());
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
  void untilWhenADeskMayCarryOutWhatWentOutSurvivesARestart() {
    ledger.commit(opening(1, "desk"));
    ledger.commit(opening(2, "desk"));
    Instant until = T0.plusSeconds(45);
    ledger.outbox().leaves(new TreeMap<>(Map.of(1L, until, 2L, until)));
    restart();
    assertEquals(List.of(1L, 2L), due(T0, 10), "it may be looked for at once");
    assertEquals(Optional.of(until), unsettled(T0));
    ledger.outbox().retry(1, T0.plusSeconds(5), "timeout");
    assertEquals(Optional.of(until), unsettled(T0.plusSeconds(5)), "by that failure too");
    ledger.outbox().dead(1, T0, "timeout");
    ledger.outbox().replay(1, T0);
    assertEquals(Optional.of(until), unsettled(T0), "and by a replay");
    ledger.outbox().settled(1);
    assertEquals(Optional.empty(), unsettled(T0));
  }

  private Optional<Instant> unsettled(Instant at) {
    return ledger.outbox().due(at, 10, _ -> true).stream()
        .filter(pending -> pending.id() == 1)
        .findFirst()
        .orElseThrow()
        .unsettled();
  }

  @Test
  void whatIsLookedForLaterWasNoAttempt() {
    ledger.commit(opening(1, "desk"));
    Instant until = T0.plusSeconds(45);
    ledger.outbox().postpone(1, until);
    assertEquals(List.of(), due(until.minusMillis(1), 10));
    Pending pending = ledger.outbox().due(until, 10, _ -> true).getFirst();
    assertEquals(new Pending(1, message(1, 1, "desk"), 0, "", true, Optional.of(until)), pending);
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
    List<String> told = new ArrayList<>();
    ledger.outbox().onWork(work -> told.add(work + " " + ledger.outbox().newest()));
    ledger.commit(opening(1, "desk"));
    ledger.commit(change(1, 2, "acknowledged"));
    ledger.outbox().dead(1, T0, "http_400");
    ledger.outbox().replay(1, T0);
    assertEquals(List.of("COMMITTED 1", "REPLAYED 1"), told);
  }

  final List<Long> due(Instant now, int perEndpoint) {
    return ledger.outbox().due(now, perEndpoint, _ -> true).stream()
        .map(Pending::id)
        .sorted()
        .toList();
  }
}
