package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.condition.Evidence.Answer.REFUSED;
import static dev.forebell.collector.engine.condition.Evidence.Answer.UNREACHABLE;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.hostDown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurvivalTest {
  private static final int DAY = 86_400;

  private final DetectFixture host =
      new DetectFixture(HostKind.SERVER, hostDown())
          .feed(new HostInput.Connected(at(0), "boot-1"))
          .heartbeats(0, 10);

  /** How long its next silence after {@code second} lasts before it is down. */
  private long confirmAfter(int second) {
    host.heartbeats(second, second + 10);
    int told = host.told().size();
    host.until(second + 1000);
    ConditionEvent newest = host.events().get(told);
    return DetectFixture.seconds(newest.at()) - second - 10;
  }

  private void batch(double second, long epoch) {
    host.feed(
        new HostInput.Samples(
            at(second), new SampleBatch(Lane.LIVE, epoch, 1, at(second), List.of())));
  }

  @Test
  void theLongestGapOnAStandingConnectionIsTheLeastConfirmation() {
    host.heartbeats(35, 80).heartbeats(126, 200);
    assertEquals(46, confirmAfter(201));
  }

  @Test
  void shorterGapsChangeNothing() {
    host.heartbeats(30, 80);
    assertEquals(30, confirmAfter(81));
  }

  @Test
  void gapsCountUpToTwoMinutes() {
    host.heartbeats(610, 680);
    assertEquals(120, confirmAfter(681));
  }

  @Test
  void itIsForgottenAfterThirtyDays() {
    host.heartbeats(56, 120);
    host.heartbeats(121, 130);
    host.feed(new HostInput.Bye(at(131), ByeReason.LOGOFF, Optional.empty()));
    assertEquals(46, confirmAfter(29 * DAY));
    host.feed(new HostInput.Bye(at(29 * DAY + 2000), ByeReason.LOGOFF, Optional.empty()));
    assertEquals(30, confirmAfter(60 * DAY));
  }

  @Test
  void aNewConnectionOfTheSameBootAndEpochSurvivedTheGap() {
    batch(10, 7);
    host.feed(new HostInput.Connected(at(70), "boot-1"));
    batch(71, 7);
    assertEquals(60, confirmAfter(72));
  }

  @Test
  void anotherBootDidNot() {
    batch(10, 7);
    host.feed(new HostInput.Connected(at(70), "boot-2"));
    batch(71, 7);
    assertEquals(30, confirmAfter(72));
  }

  @Test
  void anotherEpochDidNot() {
    batch(10, 7);
    host.feed(new HostInput.Connected(at(70), "boot-1"));
    batch(71, 8);
    assertEquals(30, confirmAfter(72));
  }

  @Test
  void aGapInWhichTheCollectorWasDeafSaysNothing() {
    host.feed(new HostInput.Blackout(at(60), at(12), Duration.ofSeconds(20))).heartbeats(65, 120);
    assertEquals(30, confirmAfter(121));
  }

  @Test
  void itIsKeptOverARestartAndShown() {
    host.heartbeats(56, 120).restart(Optional.of(at(120)));
    host.feed(new HostInput.Blackout(at(121), at(120), Duration.ofSeconds(20)));
    host.heartbeats(122, 300).until(1000);
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getLast();
    Evidence.LinkFacts seen = (Evidence.LinkFacts) began.finding().evidence();
    assertEquals(ConfirmedBy.SURVIVED_GAP, seen.by());
    assertEquals(Optional.of(Duration.ofSeconds(46)), seen.survived());
    assertEquals(at(346), began.at());
  }

  /** When a silence that begins then is a verdict, if a witness agrees four seconds into it. */
  private long agreedAfter(int second) {
    host.feed(new HostInput.Bye(at(second - 1), ByeReason.LOGOFF, Optional.empty()));
    host.heartbeats(second, second + 10);
    int told = host.told().size();
    host.until(second + 14).feed(new HostInput.WitnessSaid(at(second + 14), "b", UNREACHABLE));
    host.until(second + 300);
    ConditionEvent newest = host.events().get(told);
    host.feed(new HostInput.Connected(at(second + 300), "boot-" + second));
    host.heartbeats(second + 300, second + 400);
    return DetectFixture.seconds(newest.at()) - second - 10;
  }

  @Test
  void aWitnessIsBelievedAtOnceWhereNoGapIsKnown() {
    assertEquals(6, agreedAfter(20));
  }

  @Test
  void aWitnessIsNotBelievedBeforeHalfAsLongAgainAsTheHostSurvivedAroundThatTime() {
    host.heartbeats(20, 100);
    assertEquals(15, agreedAfter(110));
    assertEquals(15, agreedAfter(DAY + 7_200));
    assertEquals(15, agreedAfter(2 * DAY - 7_200));
  }

  @Test
  void whatItSurvivedAtAnotherTimeOfDayIsNoExcuse() {
    host.heartbeats(20, 100);
    assertEquals(6, agreedAfter(5 * 3600));
  }

  @Test
  void whatItSurvivedAtTwoTimesOfDayCanComeAtAnyTime() {
    host.heartbeats(20, 100);
    host.feed(new HostInput.Bye(at(101), ByeReason.LOGOFF, Optional.empty()));
    host.heartbeats(5 * 3600, 5 * 3600 + 10).heartbeats(5 * 3600 + 18, 5 * 3600 + 30);
    assertEquals(12, agreedAfter(9 * 3600));
    assertEquals(15, agreedAfter(DAY));
  }

  @Test
  void aGapInWhichSomebodyReachedItSaysNothingOfThoseInWhichNobodyDoes() {
    host.until(14).feed(new HostInput.WitnessSaid(at(14), "b", REFUSED));
    host.heartbeats(20, 100);
    assertEquals(6, agreedAfter(110));
  }

  @Test
  void norDoesItTakeThePlaceOfOneInWhichNobodyDid() {
    Watch.Gap reached = new Watch.Gap(Duration.ofSeconds(20), at(DAY), true);
    Survival both =
        Survival.NONE.survived(new Watch.Gap(Duration.ofSeconds(10), at(0))).survived(reached);
    assertEquals(Duration.ofSeconds(15), both.withstood(at(2 * DAY)));
    assertEquals(Optional.of(Duration.ofSeconds(20)), both.longest(at(2 * DAY)));
    Watch.Gap longer = new Watch.Gap(Duration.ofSeconds(24), at(2 * DAY));
    assertEquals(List.of(longer), both.survived(longer).gaps());
  }

  @Test
  void noWitnessNeedsMoreThanTheTimeOfItsKind() {
    host.heartbeats(38, 100);
    assertEquals(30, agreedAfter(110));
  }

  @Test
  void ofGapsThatGetShorterDayByDayTheLongestAreKept() {
    Survival kept = Survival.NONE;
    for (int day = 0; day < 25; day++) {
      for (int hour = 0; hour < 24; hour++) {
        Duration length = Duration.ofSeconds(120 - day * 4 - hour % 2);
        kept = kept.survived(new Watch.Gap(length, at(day * DAY + hour * 3600)));
      }
    }
    assertEquals(48, kept.gaps().size());
    assertEquals(Optional.of(Duration.ofSeconds(120)), kept.longest(at(25 * DAY)));
  }
}
