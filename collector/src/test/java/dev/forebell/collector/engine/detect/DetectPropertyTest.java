package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.ALL;
import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.agentLost;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.hostDown;
import static dev.forebell.collector.engine.detect.DetectFixture.threshold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class DetectPropertyTest {
  private enum What {
    SAMPLE,
    NO_SAMPLE,
    BACKFILL,
    HEARTBEAT,
    CONNECTED,
    CLOSED,
    SILENCED,
    BYE,
    BLACKOUT,
    WITNESS,
    TICK
  }

  /** Something that happens {@code after} milliseconds after what went before. */
  private record Happening(What what, int after, double value, int choice) {}

  private static DetectFixture host() {
    return new DetectFixture(
        agentLost(),
        threshold(
            Duration.ofSeconds(20),
            above(Severity.WARNING, 0.6, 0.5, 20),
            above(Severity.CRITICAL, 0.8, 0.7, 0)),
        hostDown(),
        absent(),
        falls());
  }

  private static Rule.Absent absent() {
    return new Rule.Absent(
        new RuleId("missing"),
        ALL,
        new Rule.Selector(DetectFixture.METRIC, Attributes.NONE),
        List.of(Attributes.NONE),
        Duration.ofSeconds(20),
        Severity.WARNING,
        Meaning.DEGRADATION,
        Wake.HOURS,
        Duration.ofSeconds(20),
        "",
        "v1");
  }

  private static Rule.Change falls() {
    Rule.Occurs twice =
        new Rule.Occurs(
            2, Duration.ofMinutes(5), Severity.WARNING, Meaning.DEGRADATION, Wake.HOURS);
    return new Rule.Change(
        new RuleId("falls"),
        ALL,
        Rule.Of.DECREASE,
        new Rule.Selector(DetectFixture.METRIC, Attributes.NONE),
        0,
        false,
        List.of(twice),
        Duration.ofSeconds(60),
        "",
        "v1");
  }

  @Provide
  Arbitrary<List<Happening>> histories() {
    Arbitrary<Integer> after =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.of(0, 1000, 10_000)),
            Tuple.of(2, Arbitraries.integers().between(0, 700_000)));
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(What.SAMPLE)),
                Tuple.of(6, Arbitraries.of(What.values()))),
            after,
            Arbitraries.of(0.4, 0.55, 0.65, 0.75, 0.9),
            Arbitraries.integers().between(0, 6))
        .as(Happening::new)
        .list()
        .ofMaxSize(60);
  }

  private static HostInput input(DetectFixture host, Happening what, Instant at) {
    Sample sample = Sample.of(DetectFixture.ROOT, what.value());
    return switch (what.what()) {
      case SAMPLE -> new HostInput.Samples(at, host.batch(Lane.LIVE, at, sample));
      case NO_SAMPLE ->
          new HostInput.Samples(
              at,
              host.batch(
                  Lane.LIVE, at, Sample.unavailable(DetectFixture.ROOT, Reading.Cause.FAILED)));
      case BACKFILL -> new HostInput.Samples(at, host.batch(Lane.BACKFILL, at, sample));
      case HEARTBEAT -> new HostInput.Heartbeat(at);
      case CONNECTED -> new HostInput.Connected(at, "boot" + what.choice());
      case CLOSED -> new HostInput.Closed(at, "RST");
      case SILENCED -> new HostInput.Silenced(at);
      case BYE ->
          new HostInput.Bye(at, List.of(ByeReason.values()).get(what.choice()), Optional.empty());
      case BLACKOUT ->
          new HostInput.Blackout(at, at.minusSeconds(10L * what.choice()), Duration.ofSeconds(20));
      case WITNESS ->
          new HostInput.WitnessSaid(
              at,
              "w" + what.choice() / 3,
              List.of(Evidence.Answer.values()).get(what.choice() % 3));
      case TICK -> new HostInput.Tick(at);
    };
  }

  private static Instant play(DetectFixture host, List<Happening> history, boolean doubleTicks) {
    Instant now = at(0);
    for (Happening what : history) {
      now = now.plusMillis(what.after());
      until(host, now);
      host.feed(input(host, what, now));
      if (doubleTicks) {
        host.feed(new HostInput.Tick(now)).feed(new HostInput.Tick(now));
      }
    }
    return now;
  }

  private static void until(DetectFixture host, Instant now) {
    host.until(Duration.between(DetectFixture.START, now).toMillis() / 1000.0);
  }

  private static Map<ConditionKey, List<ConditionEvent>> byKey(DetectFixture host) {
    Map<ConditionKey, List<ConditionEvent>> byKey = new TreeMap<>();
    host.events().forEach(e -> byKey.computeIfAbsent(e.key(), key -> new ArrayList<>()).add(e));
    return byKey;
  }

  @Property
  void everyConditionBeginsRecoversRelapsesAndEndsInTurn(
      @ForAll("histories") List<Happening> history) {
    DetectFixture host = host();
    play(host, history, false);
    for (List<ConditionEvent> events : byKey(host).values()) {
      String state = "clear";
      for (ConditionEvent event : events) {
        state = next(state, event);
      }
    }
  }

  private static String next(String state, ConditionEvent event) {
    String wanted =
        switch (event) {
          case ConditionEvent.Began _ -> "clear";
          case ConditionEvent.Changed _, ConditionEvent.Recovering _ -> "raised";
          case ConditionEvent.Relapsed _, ConditionEvent.Ended _ -> "clearing";
          case ConditionEvent.Corrected _ -> state.equals("clear") ? "not clear" : state;
          case ConditionEvent.Past _, ConditionEvent.Alive _ -> state;
        };
    assertEquals(wanted, state, event::toString);
    return switch (event) {
      case ConditionEvent.Began _, ConditionEvent.Changed _, ConditionEvent.Relapsed _ -> "raised";
      case ConditionEvent.Recovering _ -> "clearing";
      case ConditionEvent.Ended _ -> "clear";
      case ConditionEvent.Late _ -> state;
    };
  }

  /** Whoever takes the short way with a calm heartbeat must not be able to tell. */
  @Property
  void aCalmHeartbeatIsWhatTheStepMakesOfIt(
      @ForAll("histories") List<Happening> history,
      @ForAll @IntRange(max = 3_500) int after,
      @ForAll boolean offset) {
    DetectFixture host = host();
    Instant now = play(host, history, false).plusMillis(after);
    until(host, now);
    Optional<Duration> measured = offset ? Optional.of(Duration.ofMillis(3)) : Optional.empty();
    HostInput.Heartbeat beat = new HostInput.Heartbeat(now, measured);
    Optional<HostState> calm = HostDetector.calm(host.state, beat);
    boolean nothingDue = host.wakeAt.filter(now::isBefore).isPresent();
    Statistics.label("calm").collect(calm.isPresent() && nothingDue);
    if (calm.isPresent() && nothingDue) {
      Step<HostState, DetectOutput> step = HostDetector.step(host.state, beat);
      assertEquals(step.state(), calm.get());
      assertEquals(List.of(), step.outputs());
      assertEquals(step.wakeAt(), HostDetector.wakeAt(calm.get(), now));
    }
    Statistics.label("calm").coverage(coverage -> coverage.check(true).percentage(p -> p > 2));
  }

  @Property
  void rowsHoldExactlyTheWatchesInMemory(@ForAll("histories") List<Happening> history) {
    DetectFixture host = host();
    play(host, history, false);
    TreeMap<ConditionKey, Watch> rows = new TreeMap<>(host.rows());
    rows.remove(HostState.linkKey(host.state.profile().host()));
    rows.remove(HostState.gapsKey(host.state.profile().host()));
    ConditionKey late = HostState.lateKey(host.state.profile().host());
    assertEquals(host.state.row(late), Optional.ofNullable(rows.remove(late)));
    assertEquals(host.state.watches(), rows);
  }

  @Property
  void theSameHistoryGivesTheSameOutputs(@ForAll("histories") List<Happening> history) {
    DetectFixture one = host();
    DetectFixture other = host();
    play(one, history, false);
    play(other, history, false);
    assertEquals(one.outputs, other.outputs);
    assertEquals(one.state, other.state);
  }

  @Property
  void doubledTicksChangeNothing(@ForAll("histories") List<Happening> history) {
    DetectFixture once = host();
    DetectFixture thrice = host();
    play(once, history, false);
    play(thrice, history, true);
    assertEquals(once.outputs, thrice.outputs);
    assertEquals(once.state, thrice.state);
  }

  @Property
  void noTickIsWantedForATimeThatHasPassed(@ForAll("histories") List<Happening> history) {
    DetectFixture host = host();
    Instant end = play(host, history, false);
    host.wakeAt.ifPresent(wake -> assertTrue(wake.isAfter(end), wake + " at " + end));
  }

  @Property
  void missingDataAloneRaisesNothing(@ForAll("histories") List<Happening> history) {
    DetectFixture host = host();
    List<Happening> without =
        history.stream()
            .map(
                h ->
                    h.what() == What.SAMPLE
                        ? new Happening(What.NO_SAMPLE, h.after(), h.value(), h.choice())
                        : h)
            .toList();
    play(host, without, false);
    assertTrue(
        host.events().stream()
            .filter(e -> !(e instanceof ConditionEvent.Late))
            .noneMatch(e -> e.key().rule().value().equals("disk-full")),
        host.told()::toString);
  }

  @Property
  void aRestartBetweenAnyTwoInputsChangesNoVerdictOnWhatWasSampled(
      @ForAll("histories") List<Happening> history) {
    List<Happening> samples =
        history.stream()
            .filter(h -> h.what() == What.SAMPLE || h.what() == What.NO_SAMPLE)
            .toList();
    DetectFixture steady = host();
    DetectFixture restarted = host();
    Instant now = at(0);
    for (Happening what : samples) {
      now = now.plusMillis(what.after());
      steady.feed(input(steady, what, now));
      restarted.restart(Optional.of(now)).feed(input(restarted, what, now));
    }
    assertEquals(eventsOfKeptRuns(steady), eventsOfKeptRuns(restarted));
  }

  /** How long a series has been missing counts from the restart. */
  private static List<ConditionEvent> eventsOfKeptRuns(DetectFixture host) {
    return host.events().stream()
        .filter(event -> !event.key().rule().value().equals("missing"))
        .toList();
  }
}
