package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.agentLost;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.hostDown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.LinkEnd;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static DetectFixture host(HostKind kind) {
    return new DetectFixture(kind, agentLost(), hostDown());
  }

  private static DetectFixture up() {
    return host(HostKind.SERVER).feed(new HostInput.Connected(at(0), "boot")).heartbeats(0, 10);
  }

  private static DetectFixture down() {
    return up().until(100);
  }

  private static HostInput bye(double second, ByeReason reason) {
    return new HostInput.Bye(at(second), reason, Optional.empty());
  }

  private static HostInput blackout(double second, double from, int grace) {
    return new HostInput.Blackout(at(second), at(from), Duration.ofSeconds(grace));
  }

  @Test
  void threeMissedHeartbeatsAreSuspectOnTheBoardOnly() {
    DetectFixture host = up().until(39.9);
    assertEquals(List.of("0 UP", "13 SUSPECT"), host.board());
    assertEquals(List.of(), host.told());
  }

  @Test
  void desktopsAreSuspectAfterThreeOfTheirSlowerHeartbeats() {
    DetectFixture host = host(HostKind.DESKTOP).heartbeat(0).until(1000);
    assertEquals(List.of("0 UP", "15 SUSPECT"), host.board());
    assertEquals(List.of(), host.told());
  }

  @Test
  void silenceForTheConfirmTimeIsHostDownSinceItWasLastHeard() {
    DetectFixture host = down();
    assertEquals(List.of("0 UP", "13 SUSPECT", "40 DOWN"), host.board());
    assertEquals(List.of("40 Began SILENT_CONFIRMED"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    assertEquals(at(10), began.since());
    assertEquals(
        new Evidence.LinkFacts(
            at(10), LinkEnd.NOTHING, Duration.ofSeconds(30), Duration.ofSeconds(30), ""),
        began.finding().evidence());
  }

  @Test
  void theKindDecidesTheConfirmTime() {
    assertEquals(
        List.of("15 Began SILENT_CONFIRMED"), host(HostKind.BROKER).heartbeat(0).until(99).told());
  }

  @Test
  void theHostsOwnConfirmTimeWins() {
    HostProfile plain = DetectFixture.profile(HostKind.SERVER, List.of(hostDown()));
    HostProfile own =
        new HostProfile(
            plain.host(),
            plain.customer(),
            plain.site(),
            plain.kind(),
            plain.labels(),
            Optional.of(Duration.ofSeconds(3)),
            plain.heartbeat(),
            plain.interval(),
            plain.rules());
    DetectFixture host = new DetectFixture();
    host.feed(new HostInput.ProfileChanged(at(0), own)).heartbeat(0).until(99);
    assertEquals(List.of("3 Began SILENT_CONFIRMED"), host.told());
  }

  @Test
  void aHostThatNeverSentHeartbeatsIsNotSilent() {
    DetectFixture host = host(HostKind.SERVER).feed(new HostInput.Connected(at(0), "b"));
    host.disk(5, 0.5).until(10_000).tick(10_000);
    assertEquals(List.of("0 UP"), host.board());
    assertEquals(List.of(), host.told());
  }

  @Test
  void silencedMeansNothingIsHeardFromThenOn() {
    DetectFixture host = host(HostKind.SERVER).feed(new HostInput.Connected(at(0), "b"));
    host.feed(new HostInput.Silenced(at(100))).until(1000);
    assertEquals(List.of("0 UP", "103 SUSPECT", "130 DOWN"), host.board());
    assertEquals(at(100), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void silencedAfterHeartbeatsCountsFromTheLastOfThem() {
    DetectFixture host = up().feed(new HostInput.Silenced(at(12))).until(1000);
    assertEquals(List.of("40 Began SILENT_CONFIRMED"), host.told());
  }

  @Test
  void samplesAreASignOfLife() {
    DetectFixture host = up();
    for (int second = 12; second <= 60; second += 2) {
      host.disk(second, 0.5);
    }
    assertEquals(List.of("0 UP"), host.board());
  }

  @Test
  void aCloseShowsAtOnceAndIsNoSilence() {
    DetectFixture host = up().feed(new HostInput.Closed(at(11), "RST")).until(310.9);
    assertEquals(List.of("0 UP", "11 AGENT_LOST"), host.board());
    assertEquals(List.of(), host.told());
    host.until(100_000).tick(100_000);
    assertEquals(List.of("311 Began CLOSED_WITHOUT_BYE"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    assertEquals("agent-lost", began.key().rule().value());
    assertEquals(at(11), began.since());
    assertEquals(LinkEnd.CLOSED, ((Evidence.LinkFacts) began.finding().evidence()).ended());
  }

  @Test
  void aCloseThatIsOverInTimeSaysNothing() {
    DetectFixture host = up().feed(new HostInput.Closed(at(11), "FIN"));
    host.feed(new HostInput.Connected(at(310), "b")).heartbeats(310, 400).until(401);
    assertEquals(List.of("0 UP", "11 AGENT_LOST", "310 UP"), host.board());
    assertEquals(List.of(), host.told());
  }

  @Test
  void agentLostEndsWhenTheLinkStoodSteady() {
    DetectFixture host = up().feed(new HostInput.Closed(at(11), "FIN")).until(400);
    host.feed(new HostInput.Connected(at(400), "b")).heartbeats(400, 500);
    assertEquals(
        List.of(
            "311 Began CLOSED_WITHOUT_BYE", "400 Recovering HEARD_AGAIN", "460 Ended LINK_STEADY"),
        host.told());
  }

  @Test
  void aCloseOfASuspectHostEndsTheSilence() {
    DetectFixture host = up().until(20).feed(new HostInput.Closed(at(20), "RST")).until(300);
    assertEquals(List.of("0 UP", "13 SUSPECT", "20 AGENT_LOST"), host.board());
    assertEquals(List.of(), host.told());
  }

  @Test
  void aHostThatIsDownStaysDownWhenItsOldConnectionCloses() {
    DetectFixture host = down().feed(new HostInput.Closed(at(101), "RST")).until(10_000);
    assertEquals(List.of("40 Began SILENT_CONFIRMED"), host.told());
  }

  @Test
  void recoversAtTheFirstSignOfLifeAndEndsWhenSteady() {
    DetectFixture host = down().heartbeats(100, 159);
    assertEquals(List.of("40 Began SILENT_CONFIRMED", "100 Recovering HEARD_AGAIN"), host.told());
    host.heartbeat(160);
    assertEquals("160 Ended LINK_STEADY", host.told().getLast());
    assertEquals(at(100), ((ConditionEvent.Ended) host.events().getLast()).restoredAt());
    assertEquals(
        List.of(HostState.gapsKey(host.state.profile().host())), List.copyOf(host.rows().keySet()));
  }

  @Test
  void relapsesWhenSilentAgainWhileTheRecoveryIsConfirmed() {
    DetectFixture host = down().heartbeats(100, 120).until(1000);
    assertEquals(
        List.of(
            "40 Began SILENT_CONFIRMED",
            "100 Recovering HEARD_AGAIN",
            "210 Relapsed SILENT_CONFIRMED"),
        host.told());
    host.heartbeats(1000, 1060);
    assertEquals("1060 Ended LINK_STEADY", host.told().getLast());
  }

  @Test
  void suspicionInterruptsTheSteadyTime() {
    DetectFixture host = down().heartbeats(100, 120).until(125).heartbeats(125, 184);
    assertEquals(2, host.told().size());
    assertEquals("185 Ended LINK_STEADY", host.heartbeat(185).told().getLast());
  }

  @Test
  void suspicionInterruptsTheSteadyTimeAlsoWhenItsTickIsLate() {
    DetectFixture host = down().heartbeats(100, 120).heartbeats(125, 184);
    assertEquals(2, host.told().size());
    assertEquals("185 Ended LINK_STEADY", host.heartbeat(185).told().getLast());
  }

  @Test
  void bufferedHeartbeatsCountBeforeALateTick() {
    DetectFixture host = up().heartbeat(55).tick(55);
    assertEquals(List.of(), host.told());
  }

  @Test
  void aShutdownOfAServerIsDownAfterTwoMinutes() {
    DetectFixture host = up().feed(bye(11, ByeReason.SHUTDOWN)).until(1000);
    assertEquals(List.of("0 UP", "11 AWAY", "131 DOWN"), host.board());
    assertEquals(List.of("131 Began BYE_OVERDUE"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    assertEquals(at(11), began.since());
    assertEquals("shutdown", ((Evidence.LinkFacts) began.finding().evidence()).detail());
  }

  @Test
  void anUpgradeRestartOrRebootMayTakeTenMinutes() {
    for (ByeReason reason : List.of(ByeReason.UPGRADE, ByeReason.RESTART, ByeReason.REBOOT)) {
      DetectFixture host = up().feed(bye(11, reason)).until(610.9);
      assertEquals(List.of(), host.told(), reason.id());
      assertEquals(List.of("611 Began BYE_OVERDUE"), host.until(700).told());
    }
  }

  @Test
  void aPromiseOfReturnLengthensThatToTwentyMinutesAtMost() {
    Optional<Duration> promise = Optional.of(Duration.ofDays(1));
    DetectFixture host = up().feed(new HostInput.Bye(at(11), ByeReason.UPGRADE, promise));
    assertEquals(List.of("1211 Began BYE_OVERDUE"), host.until(9999).told());
  }

  @Test
  void aStoppedAgentIsAgentLostButNeverHostDown() {
    DetectFixture host = up().feed(bye(11, ByeReason.STOP)).until(99_999);
    assertEquals(List.of("311 Began BYE_OVERDUE"), host.told());
    assertEquals("agent-lost", host.events().getFirst().key().rule().value());
  }

  @Test
  void desktopsAreNeverDown() {
    for (ByeReason reason : ByeReason.values()) {
      DetectFixture host = host(HostKind.DESKTOP).heartbeat(0).feed(bye(1, reason));
      assertEquals(List.of(), host.until(999_999).tick(999_999).told(), reason.id());
    }
    DetectFixture closed = host(HostKind.DESKTOP).heartbeat(0);
    assertEquals(List.of(), closed.feed(new HostInput.Closed(at(1), "RST")).until(999_999).told());
  }

  @Test
  void aCloseAfterByeSaysNothing() {
    DetectFixture host = up().feed(bye(11, ByeReason.RESTART));
    host.feed(new HostInput.Closed(at(11.1), "FIN")).heartbeats(20, 30);
    assertEquals(List.of("0 UP", "11 AWAY", "20 UP"), host.board());
  }

  @Test
  void aByeWhileDownIsASignOfLifeAndItsOverdueReturnARelapse() {
    DetectFixture host = down().feed(bye(100, ByeReason.SHUTDOWN)).until(1000);
    assertEquals(
        List.of(
            "40 Began SILENT_CONFIRMED", "100 Recovering HEARD_AGAIN", "220 Relapsed BYE_OVERDUE"),
        host.told());
  }

  @Test
  void silenceDuringABlackoutDoesNotCount() {
    DetectFixture host = up().feed(blackout(300, 11, 20)).heartbeats(305, 400);
    assertEquals(List.of(), host.told());
    assertEquals(List.of("0 UP"), host.board());
  }

  @Test
  void hostsThatAreNotBackAreJudgedByTheSilenceOutsideTheBlackout() {
    DetectFixture host = up().feed(blackout(300, 15, 20)).until(1000);
    assertEquals(List.of("325 Began SILENT_CONFIRMED"), host.told());
    assertEquals(at(10), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void noVerdictFallsWithinTheGrace() {
    DetectFixture host = up().feed(blackout(300, 15, 200)).tick(499).until(499.9);
    assertEquals(List.of(), host.told());
    assertEquals(List.of("500 Began SILENT_CONFIRMED"), host.until(1000).told());
    assertEquals(List.of("0 UP", "500 SUSPECT", "500 DOWN"), host.board());
  }

  @Test
  void aBlackoutTakesASuspicionBack() {
    DetectFixture host = up().until(20).feed(blackout(21, 11, 20));
    assertEquals(List.of("0 UP", "13 SUSPECT", "21 UP"), host.board());
  }

  @Test
  void aBlackoutDoesNotEndWhatIsDown() {
    DetectFixture host = down().feed(blackout(200, 150, 20)).until(1000);
    assertEquals(List.of("40 Began SILENT_CONFIRMED"), host.told());
  }

  @Test
  void aBlackoutStretchesTheTimeOfAClosedLinkToo() {
    DetectFixture host = up().feed(new HostInput.Closed(at(11), "FIN"));
    host.feed(blackout(300, 100, 20)).until(1000);
    assertEquals(List.of("511 Began CLOSED_WITHOUT_BYE"), host.told());
  }

  @Test
  void lateAndDoubledTicksChangeNothing() {
    DetectFixture host = down().tick(100).tick(100).tick(200);
    assertEquals(List.of("40 Began SILENT_CONFIRMED"), host.told());
    assertEquals(List.of("0 UP", "13 SUSPECT", "40 DOWN"), host.board());
    assertEquals(Optional.empty(), host.wakeAt);
  }

  @Test
  void aHostThatDiedWithTheCollectorIsDownAfterTheGrace() {
    DetectFixture host = up().restart(Optional.of(at(10)));
    host.feed(blackout(100, 10.5, 20)).until(1000);
    assertEquals(List.of("129 Began SILENT_CONFIRMED"), host.told());
    assertEquals(at(10), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void aHostThatWasDownDoesNotGoDownAgainAfterARestart() {
    DetectFixture host = down().restart(Optional.of(at(10)));
    host.feed(blackout(200, 101, 20)).until(1000);
    assertEquals(List.of("40 Began SILENT_CONFIRMED"), host.told());
    assertEquals(DetectOutput.LinkState.DOWN, host.state.linkState());
    host.heartbeats(1000, 1060);
    assertEquals(
        List.of(
            "40 Began SILENT_CONFIRMED", "1000 Recovering HEARD_AGAIN", "1060 Ended LINK_STEADY"),
        host.told());
  }

  @Test
  void aClosedLinkGoesOnOverARestart() {
    DetectFixture host = up().feed(new HostInput.Closed(at(11), "FIN"));
    host.restart(Optional.of(at(10))).feed(blackout(100, 50, 20)).until(1000);
    assertEquals(List.of("361 Began CLOSED_WITHOUT_BYE"), host.told());
  }

  @Test
  void aHostThatWasNeverHeardIsNotAccused() {
    DetectFixture host = host(HostKind.SERVER).restart(Optional.empty());
    host.feed(blackout(100, 0, 20)).until(10_000).tick(10_000);
    assertEquals(List.of(), host.board());
    assertEquals(List.of(), host.told());
  }

  @Test
  void aHostDownRuleThatWentAwayEndsItsCondition() {
    DetectFixture host = down();
    host.feed(
        new HostInput.ProfileChanged(
            at(50), DetectFixture.profile(HostKind.SERVER, List.of(agentLost()))));
    assertEquals(List.of("40 Began SILENT_CONFIRMED", "50 Ended RULE_WITHDRAWN"), host.told());
  }
}
