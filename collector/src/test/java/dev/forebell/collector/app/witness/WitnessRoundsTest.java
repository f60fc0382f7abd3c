package dev.forebell.collector.app.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import dev.forebell.common.wire.Frame.Saw;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom the collector asks about a silent host, and which answers it believes. */
class WitnessRoundsTest {
  private static final Instant START = Instant.parse("2026-11-30T02:00:00Z");
  private static final HostId A = new HostId("a");
  private static final HostId B = new HostId("b");
  private static final HostId C = new HostId("c");

  private final WitnessRounds rounds = new WitnessRounds();
  private final Set<HostId> live = new TreeSet<>();
  private Instant now = START;

  @Test
  void aSilentHostIsAskedAboutAtOnceAndOnlyInItsSite() {
    settle("acme", "hq", A, B, C);
    settle("acme", "branch", new HostId("d"));
    settle("other", "hq", new HostId("e"));

    assertEquals(Set.of(B, C), witnesses(missing(A)));
  }

  @Test
  void whoNeverSawTheHostAliveCannotTellThatItIsDead() {
    settle("acme", "hq", A, B);
    WitnessRounds.Ask ask = only(missing(A));

    assertEquals(Optional.empty(), answer(ask, Saw.UNREACHABLE));
  }

  @Test
  void whoSawItAliveIsBelieved() {
    settle("acme", "hq", A, B);
    tried(Saw.REFUSED);
    WitnessRounds.Ask ask = only(missing(A));

    assertEquals(
        Optional.of(new WitnessRounds.Said(A, B, Evidence.Answer.UNREACHABLE)),
        answer(ask, Saw.UNREACHABLE));
  }

  @Test
  void aHardwareAddressIsLifeButNoEyesight() {
    settle("acme", "hq", A, B);
    tried(Saw.NEIGHBOUR);
    List<WitnessRounds.Ask> first = missing(A);

    assertEquals(Optional.empty(), answer(only(first), Saw.UNREACHABLE));
    pass(Duration.ofSeconds(2));
    assertEquals(
        Optional.of(new WitnessRounds.Said(A, B, Evidence.Answer.REACHED)),
        answer(only(missing(A)), Saw.NEIGHBOUR));
  }

  @Test
  void aSightIsForgottenAfterHoursWithoutATrial() {
    settle("acme", "hq", A, B);
    tried(Saw.REACHED);
    pass(Eyesight.LASTS.plusSeconds(1));

    assertEquals(Optional.empty(), answer(only(missing(A)), Saw.UNREACHABLE));
  }

  @Test
  void signsOfLifeCountFromAnybody() {
    settle("acme", "hq", A, B);

    assertEquals(
        Optional.of(new WitnessRounds.Said(A, B, Evidence.Answer.REFUSED)),
        answer(only(missing(A)), Saw.REFUSED));
  }

  @Test
  void onlyTheOneThatWasAskedAnswersAndOnce() {
    settle("acme", "hq", A, B, C);
    WitnessRounds.Ask ask = missing(A).getFirst();
    HostId other = ask.witness().equals(B) ? C : B;

    assertTrue(rounds.answered(other, ask.question(), Saw.REACHED, now).isEmpty());
    assertTrue(answer(ask, Saw.REACHED).isPresent());
    assertTrue(answer(ask, Saw.REACHED).isEmpty());
  }

  @Test
  void anAnswerAboutAHostThatIsHeardAgainSaysNothing() {
    settle("acme", "hq", A, B);
    WitnessRounds.Ask ask = only(missing(A));
    pass(Duration.ofMillis(200));
    live.add(A);
    rounds.round(live::contains, Set.of(), now);

    assertEquals(Optional.empty(), answer(ask, Saw.REACHED));
  }

  @Test
  void aLateAnswerIsNone() {
    settle("acme", "hq", A, B);
    WitnessRounds.Ask ask = only(missing(A));
    pass(Duration.ofSeconds(11));
    missing(A);

    assertEquals(Optional.empty(), answer(ask, Saw.REACHED));
  }

  @Test
  void itIsAskedAgainAsLongAsTheSilenceLasts() {
    settle("acme", "hq", A, B);
    int asked = 0;
    for (int second = 0; second < 600; second++) {
      asked += missing(A).size();
      pass(Duration.ofSeconds(1));
    }

    // At once, twice soon after, then each minute.
    assertEquals(12, asked);
  }

  @Test
  void whoIsSilentItselfIsNotAsked() {
    settle("acme", "hq", A, B, C);

    assertEquals(Set.of(C), witnesses(missing(A, B)));
  }

  @Test
  void anAddressThatTwoHostsGiveBelongsToNone() {
    rounds.connected(agent("acme", "hq", A), Optional.of("172.17.0.1"), now);
    rounds.connected(agent("acme", "hq", B), Optional.of("172.17.0.1"), now);
    rounds.connected(agent("acme", "hq", C), Optional.of("10.0.0.3"), now);
    live.addAll(List.of(A, B, C));

    assertTrue(missing(A).isEmpty());
    rounds.connected(agent("acme", "hq", B), Optional.of("10.0.0.2"), now);
    pass(Duration.ofMinutes(1));
    assertFalse(missing(A).isEmpty());
  }

  @Test
  void aHostThatGaveNoAddressIsNotAskedAbout() {
    settle("acme", "hq", B);
    rounds.connected(agent("acme", "hq", A), Optional.empty(), now);
    live.add(A);

    assertTrue(missing(A).isEmpty());
  }

  @Test
  void halfASiteDiesAndNobodyIsAskedMoreThanItWouldAnswer() {
    HostId[] all =
        IntStream.range(0, 200)
            .mapToObj(i -> new HostId("h%03d".formatted(i)))
            .toArray(HostId[]::new);
    settle("acme", "hq", all);
    HostId[] dead = Arrays.copyOf(all, 190);

    List<WitnessRounds.Ask> asks = missing(dead);

    Map<HostId, Long> perWitness =
        asks.stream()
            .map(WitnessRounds.Ask::witness)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(10, perWitness.size());
    assertEquals(
        Allowance.MOST, perWitness.values().stream().max(Comparator.naturalOrder()).orElseThrow());
  }

  @Test
  void trialsOfAWholeSiteLeaveRoomForTheSilent() {
    HostId[] all =
        IntStream.range(0, 50)
            .mapToObj(i -> new HostId("h%03d".formatted(i)))
            .toArray(HostId[]::new);
    settle("acme", "hq", all);
    pass(Duration.ofSeconds(3));
    rounds.round(live::contains, Set.of(), now);

    assertFalse(missing(all[0]).isEmpty());
  }

  private void settle(String customer, String site, HostId... hosts) {
    for (HostId host : hosts) {
      String address = "10.0." + (live.size() / 250) + "." + (live.size() % 250 + 1);
      rounds.connected(agent(customer, site, host), Optional.of(address), now);
      live.add(host);
    }
  }

  /** B tries to see A, with this outcome. */
  private void tried(Saw outcome) {
    pass(Duration.ofSeconds(3));
    rounds.round(live::contains, Set.of(), now).stream()
        .filter(ask -> ask.host().equals(A) && ask.witness().equals(B))
        .forEach(ask -> assertEquals(Optional.empty(), answer(ask, outcome)));
    pass(Duration.ofSeconds(1));
  }

  private List<WitnessRounds.Ask> missing(HostId... hosts) {
    Set<HostId> gone = new TreeSet<>(List.of(hosts));
    Set<HostId> heard = new TreeSet<>(live);
    heard.removeAll(gone);
    // Trials of the living are not what is looked at here.
    return rounds.round(heard::contains, gone, now).stream()
        .filter(ask -> gone.contains(ask.host()))
        .toList();
  }

  private Optional<WitnessRounds.Said> answer(WitnessRounds.Ask ask, Saw saw) {
    return rounds.answered(ask.witness(), ask.question(), saw, now);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static WitnessRounds.Ask only(List<WitnessRounds.Ask> asks) {
    assertEquals(1, asks.size());
    return asks.getFirst();
  }

  private static Set<HostId> witnesses(List<WitnessRounds.Ask> asks) {
    return asks.stream().map(WitnessRounds.Ask::witness).collect(Collectors.toSet());
  }

  private static AgentIdentity agent(String customer, String site, HostId host) {
    return new AgentIdentity(host, new CustomerId(customer), new SiteId(site), HostKind.SERVER);
  }
}
