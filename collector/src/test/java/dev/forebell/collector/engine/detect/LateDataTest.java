package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What comes late tells of what was; samples come every ten seconds, the level is held for 20 s.
 */
class LateDataTest {
  private static final int NEVER = -1;
  private static final Rule.Threshold RULE =
      DetectFixture.threshold(
          Duration.ofSeconds(20), DetectFixture.above(Severity.WARNING, 0.85, 0.82, 20));

  private DetectFixture host = new DetectFixture(RULE);

  /** The collector is restarted after so many batches. */
  private int restartAfter = NEVER;

  private int batches;

  /** Which batch was the first that came late. */
  private int firstLate;

  private void live(int from, int to, double value) {
    for (int second = from; second <= to; second += 10) {
      host.disk(second, value);
      arrived(second);
    }
  }

  private void arrived(int second) {
    batches++;
    if (batches == restartAfter) {
      host.restart(Optional.of(at(second)));
      HostProfile profile = DetectFixture.profile(HostKind.SERVER, List.of(RULE));
      host.feed(new HostInput.ProfileChanged(at(second), profile));
    }
  }

  /** Sampled from second to second, received at once at another. */
  private void late(int received, int from, int to, double value) {
    for (int second = from; second <= to; second += 10) {
      Sample sample = Sample.of(DetectFixture.ROOT, value);
      host.feed(new HostInput.Samples(at(received), host.batch(Lane.BACKFILL, at(second), sample)));
      arrived(received);
    }
  }

  private List<String> told() {
    return host.events().stream()
        .filter(event -> !(event instanceof ConditionEvent.Alive))
        .map(LateDataTest::text)
        .toList();
  }

  private static String text(ConditionEvent event) {
    return switch (event) {
      case ConditionEvent.Past past ->
          "past " + second(past.since()) + " to " + second(past.restoredAt());
      case ConditionEvent.Corrected corrected -> "since " + second(corrected.since());
      case ConditionEvent.Began began -> "began " + second(began.since());
      case ConditionEvent.Recovering good -> "good " + second(good.restoredAt());
      default -> event.getClass().getSimpleName();
    };
  }

  private static long second(Instant time) {
    return time.getEpochSecond() - at(0).getEpochSecond();
  }

  @Test
  void whatBeganAndEndedUnheardIsPast() {
    live(0, 50, 0.5);
    live(600, 610, 0.5);
    late(611, 60, 90, 0.5);
    late(612, 100, 150, 0.97);
    late(613, 160, 590, 0.5);
    assertEquals(List.of("past 100 to 160"), told());
  }

  @Test
  void whatWasTooShortForItsLevelWasNothing() {
    live(0, 50, 0.5);
    live(600, 610, 0.5);
    late(612, 60, 70, 0.97);
    late(613, 80, 590, 0.5);
    assertEquals(List.of(), told());
  }

  @Test
  void whatRunsOnIntoTheLiveConditionMovesItsBeginning() {
    live(0, 50, 0.5);
    live(600, 640, 0.97);
    late(641, 60, 400, 0.5);
    late(642, 410, 590, 0.97);
    assertEquals(List.of("began 600", "since 410"), told());
    live(650, 650, 0.5);
    assertEquals("good 650", told().getLast());
  }

  @Test
  void aLiveRunThatIsStillHeldIsNotHastenedButBeganEarlier() {
    live(0, 50, 0.5);
    live(600, 610, 0.97);
    late(611, 60, 590, 0.97);
    assertEquals(List.of(), told(), "the level is held on live samples only");
    live(620, 620, 0.97);
    assertEquals(List.of("began 600", "since 60"), told());
  }

  @Test
  void whatWasBadUntilTheLiveSamplesWereGoodEndedThere() {
    live(0, 50, 0.5);
    live(600, 610, 0.5);
    late(611, 60, 400, 0.5);
    late(612, 410, 590, 0.97);
    assertEquals(List.of("past 410 to 600"), told());
  }

  /** Late and live samples take turns, as they do when an agent catches up. */
  private List<String> told(String life, int restart) {
    host = new DetectFixture(RULE);
    restartAfter = restart;
    batches = 0;
    firstLate = 0;
    for (String word : life.split(" ", -1)) {
      String[] parts = word.split(":", -1);
      int from = Integer.parseInt(parts[1]);
      int to = Integer.parseInt(parts[2]);
      double value = Double.parseDouble(parts[3]);
      if (parts[0].equals("live")) {
        live(from, to, value);
      } else {
        firstLate = firstLate == 0 ? batches + 1 : firstLate;
        late(Integer.parseInt(parts[0]), from, to, value);
      }
    }
    return told();
  }

  @Test
  void aRestartAtAnyTimeSinceItBeganLosesNothingOfIt() {
    List<String> lives =
        List.of(
            "live:0:50:0.5 live:600:610:0.5 611:60:90:0.5 612:100:150:0.97 live:620:620:0.5"
                + " 621:160:300:0.97 live:630:640:0.5 641:310:590:0.5 live:650:670:0.5",
            "live:0:50:0.5 live:600:640:0.97 641:60:400:0.5 642:410:590:0.97 live:650:690:0.5",
            "live:0:50:0.5 live:600:610:0.97 611:60:590:0.97 live:620:680:0.97 live:690:750:0.5",
            "live:0:50:0.5 live:600:610:0.5 611:60:400:0.5 612:410:590:0.97 live:620:640:0.5",
            "live:0:50:0.5 live:600:610:0.5 611:60:200:0.97 612:300:400:0.5 live:620:640:0.5");
    for (String life : lives) {
      List<String> whole = told(life, NEVER);
      int all = batches;
      assertFalse(whole.isEmpty(), life);
      for (int restart = firstLate; restart <= all; restart++) {
        assertEquals(whole, told(life, restart), life + ", restarted after batch " + restart);
      }
    }
  }

  @Test
  void whatNoRuleSpeaksOfAnyMoreIsForgotten() {
    live(0, 50, 0.5);
    live(600, 610, 0.5);
    late(611, 60, 100, 0.97);
    HostProfile without = DetectFixture.profile(HostKind.SERVER, List.of());
    host.feed(new HostInput.ProfileChanged(at(612), without));
    late(613, 110, 590, 0.97);
    assertEquals(List.of(), told());
  }

  @Test
  void whatTheLiveWatchKnowsAlreadyIsNoNews() {
    live(0, 50, 0.97);
    live(600, 610, 0.97);
    late(611, 60, 590, 0.97);
    assertEquals(List.of("began 0"), told());
  }
}
