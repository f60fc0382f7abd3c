package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What comes late tells of what was; samples come every ten seconds, the level is held for 20 s.
 */
class LateDataTest {
  private final DetectFixture host =
      new DetectFixture(
          DetectFixture.threshold(
              Duration.ofSeconds(20), DetectFixture.above(Severity.WARNING, 0.85, 0.82, 20)));

  private void live(int from, int to, double value) {
    for (int second = from; second <= to; second += 10) {
      host.disk(second, value);
    }
  }

  /** Sampled from second to second, received at once at another. */
  private void late(int received, int from, int to, double value) {
    for (int second = from; second <= to; second += 10) {
      Sample sample = Sample.of(DetectFixture.ROOT, value);
      host.feed(new HostInput.Samples(at(received), host.batch(Lane.BACKFILL, at(second), sample)));
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

  @Test
  void whatTheLiveWatchKnowsAlreadyIsNoNews() {
    live(0, 50, 0.97);
    live(600, 610, 0.97);
    late(611, 60, 590, 0.97);
    assertEquals(List.of("began 0"), told());
  }
}
