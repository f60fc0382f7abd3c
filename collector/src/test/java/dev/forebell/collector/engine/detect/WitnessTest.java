package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.agentLost;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.hostDown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Answer;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The host was last heard at 10 s and would be down at 40 s. */
class WitnessTest {
  private final DetectFixture host =
      new DetectFixture(HostKind.SERVER, agentLost(), hostDown())
          .feed(new HostInput.Connected(at(0), "boot"))
          .heartbeats(0, 10);

  private WitnessTest says(double second, String witness, Answer answer) {
    host.until(second).feed(new HostInput.WitnessSaid(at(second), witness, answer));
    return this;
  }

  private List<String> toldUntil(double second) {
    return host.until(second).told();
  }

  private Evidence.LinkFacts seen() {
    return facts(host.events().getFirst());
  }

  private Evidence.LinkFacts last() {
    return facts(host.events().getLast());
  }

  private static Evidence.LinkFacts facts(ConditionEvent event) {
    ConditionEvent.Began began = (ConditionEvent.Began) event;
    return (Evidence.LinkFacts) began.finding().evidence();
  }

  @Test
  void whoAgreesMakesItDownTwoSecondsLater() {
    says(14, "b", Answer.UNREACHABLE);
    assertEquals(List.of("16 Began WITNESS_AGREED"), toldUntil(100));
    assertEquals(ConfirmedBy.WITNESS, seen().by());
    assertEquals(
        List.of(new Evidence.Witness("b", Answer.UNREACHABLE, at(14))), seen().witnesses());
  }

  @Test
  void butNotBeforeItIsSuspect() {
    says(10.5, "b", Answer.UNREACHABLE);
    assertEquals(List.of("13 Began WITNESS_AGREED"), toldUntil(100));
  }

  @Test
  void aWordFromBeforeTheSilenceDoesNotCount() {
    says(9.5, "b", Answer.UNREACHABLE);
    host.heartbeat(10);
    assertEquals(List.of("40 Began SILENT_CONFIRMED"), toldUntil(100));
  }

  @Test
  void whoIsRefusedProvesThatTheHostLives() {
    says(14, "b", Answer.REFUSED);
    assertEquals(List.of("310 Began WITNESS_REACHED"), toldUntil(613.9));
    assertEquals(
        List.of("310 Began WITNESS_REACHED", "614 Began SILENT_CONFIRMED"), toldUntil(1000));
    assertEquals(ConfirmedBy.PROOF_OF_LIFE, last().by());
  }

  @Test
  void oneThatReachesItOutweighsOneThatDoesNot() {
    says(14, "b", Answer.REACHED).says(15, "c", Answer.UNREACHABLE);
    assertEquals(
        List.of("310 Began WITNESS_REACHED", "614 Began SILENT_CONFIRMED"), toldUntil(1000));
  }

  @Test
  void theNewestWordOfAWitnessCounts() {
    says(14, "b", Answer.REACHED).says(20, "b", Answer.UNREACHABLE);
    assertEquals(List.of("22 Began WITNESS_AGREED"), toldUntil(1000));
  }

  @Test
  void whoKeepsSayingItDoesNotPutItOff() {
    for (int second = 14; second < 20; second++) {
      says(second, "b", Answer.UNREACHABLE);
    }
    assertEquals(List.of("16 Began WITNESS_AGREED"), toldUntil(1000));
  }

  @Test
  void aSilentHostThatIsKnownToLiveHasLostItsAgent() {
    for (int second = 14; second < 400; second += 60) {
      says(second, "b", Answer.REACHED);
    }
    assertEquals(List.of("310 Began WITNESS_REACHED"), host.told());
    assertEquals("agent-lost", host.events().getFirst().key().rule().value());
  }

  @Test
  void aClosedLinkOfAHostThatNobodyReachesIsDown() {
    host.feed(new HostInput.Closed(at(11), "RST"));
    says(20, "b", Answer.UNREACHABLE);
    assertEquals(List.of("22 Began WITNESS_AGREED"), toldUntil(1000));
    assertEquals("host-down", host.events().getFirst().key().rule().value());
    assertEquals(at(11), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void aClosedLinkOfAHostThatIsReachedStaysAgentLost() {
    host.feed(new HostInput.Closed(at(11), "RST"));
    says(20, "b", Answer.REFUSED).says(21, "c", Answer.UNREACHABLE);
    assertEquals(List.of("311 Began CLOSED_WITHOUT_BYE"), toldUntil(1000));
  }

  @Test
  void noWitnessSpeaksDuringTheGraceAfterABlackout() {
    host.feed(new HostInput.Blackout(at(100), at(10.5), Duration.ofSeconds(20)));
    says(101, "b", Answer.UNREACHABLE);
    assertEquals(List.of("120 Began WITNESS_AGREED"), toldUntil(1000));
  }
}
