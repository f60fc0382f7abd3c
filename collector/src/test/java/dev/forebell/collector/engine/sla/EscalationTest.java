package dev.forebell.collector.engine.sla;

import static dev.forebell.collector.engine.sla.AnchorPoint.DETECTED;
import static dev.forebell.collector.engine.sla.ClockName.RESOLUTION;
import static dev.forebell.collector.engine.sla.ClockName.RESPONSE;
import static dev.forebell.collector.engine.sla.Promises.inDesk;
import static dev.forebell.collector.engine.sla.Promises.target;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told before a promise is broken, and when. The desk works 08:30-12:00, 13:00-17:30. */
class EscalationTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private static Escalation escalation(boolean inWorkingTime, int unacknowledged, int idle) {
    return new Escalation(
        List.of(50, 80), inWorkingTime, minutes(unacknowledged), minutes(idle), HALF_AN_HOUR);
  }

  private static Optional<Duration> minutes(int minutes) {
    return Optional.of(minutes).filter(given -> given > 0).map(Duration::ofMinutes);
  }

  private static Story story(Escalation escalation, Target... targets) {
    Promises promises = new Promises().escalation(escalation);
    for (Target target : targets) {
      promises.promise(target);
    }
    return new Story(promises.terms());
  }

  @Test
  void marksAreWhereTheContractWantsThem() {
    Escalation once =
        new Escalation(List.of(75), false, Optional.empty(), Optional.empty(), HALF_AN_HOUR);
    assertEquals(
        """
        10:00 started response due 10:20 anchor_set
        10:15 warning response 75 due 10:20 mark_reached
        10:20 breached response due 10:20 deadline_passed\
        """,
        story(once, target(RESPONSE, "20", DETECTED)).detected("10:00").tick("10:30").told());
  }

  @Test
  void nobodyAcknowledgedIsToldAtOnceAndOnce() {
    assertEquals(
        """
        20:00 started response due 4 09:30 anchor_set
        20:15 warning response -2 due 4 09:30 not_acknowledged
        20:20 met response due 4 09:30 stopped_in_time\
        """,
        story(escalation(false, 15, 0), inDesk(target(RESPONSE, "60", DETECTED)))
            .detected("20:00")
            .acknowledged("20:20")
            .tick("4 12:00")
            .told());
  }

  @Test
  void inWorkingTimeTheDeskIsLeftInPeaceAtNight() {
    assertEquals(
        """
        20:00 started response due 4 09:30 anchor_set
        4 08:45 warning response -2 due 4 09:30 not_acknowledged
        4 09:00 warning response -2+50 due 4 09:30 mark_reached
        4 09:18 warning response -2+50+80 due 4 09:30 mark_reached
        4 09:30 breached response due 4 09:30 deadline_passed\
        """,
        story(escalation(true, 15, 0), inDesk(target(RESPONSE, "60", DETECTED)))
            .detected("20:00")
            .tick("4 12:00")
            .told());
  }

  @Test
  void inWorkingTimeAWarningOfTheNightWaitsForTheOpeningAndTheBreachDoesNot() {
    assertEquals(
        """
        20:00 started response due 22:00 anchor_set
        20:00 started resolution due 4 20:00 anchor_set
        22:00 breached response due 22:00 deadline_passed
        4 08:30 warning resolution 50 due 4 20:00 mark_reached
        4 15:12 warning resolution 50+80 due 4 20:00 mark_reached
        4 20:00 breached resolution due 4 20:00 deadline_passed\
        """,
        story(
                escalation(true, 0, 0),
                target(RESPONSE, "120", DETECTED),
                target(RESOLUTION, "1440", DETECTED))
            .detected("20:00")
            .tick("5 00:00")
            .told());
  }

  @Test
  void anAcknowledgementWithoutActionExpiresInAnEmergency() {
    assertEquals(
        """
        10:00 started response due 10:10 anchor_set
        10:05 warning response 50 due 10:10 mark_reached
        10:06 met response due 10:10 stopped_in_time
        10:36 warning response -3+50 due 10:10 acknowledgement_expired\
        """,
        story(Escalation.USUAL, target(RESPONSE, "10", DETECTED))
            .emergencyFromTheStart("10:00")
            .acknowledged("10:06")
            .tick("18:00")
            .told());
  }

  @Test
  void whoActsKeepsHisAcknowledgement() {
    Story acted =
        story(Escalation.USUAL, target(RESPONSE, "10", DETECTED))
            .emergencyFromTheStart("10:00")
            .acknowledged("10:01")
            .contacted("10:31")
            .tick("18:00");
    assertEquals(
        """
        10:00 started response due 10:10 anchor_set
        10:01 met response due 10:10 stopped_in_time\
        """,
        acted.told());
  }

  @Test
  void outsideEmergenciesTheContractSaysWhenItExpiresAndAPromotionCountsAnew() {
    Escalation twoHours = escalation(false, 0, 120);
    assertEquals(
        """
        10:00 started response due 11:00 anchor_set
        10:10 met response due 11:00 stopped_in_time
        12:10 warning response -3 due 11:00 acknowledgement_expired\
        """,
        story(twoHours, target(RESPONSE, "60", DETECTED))
            .detected("10:00")
            .acknowledged("10:10")
            .promoted("13:00")
            .tick("18:00")
            .told());
    assertEquals(
        """
        10:00 started response due 11:00 anchor_set
        10:10 met response due 11:00 stopped_in_time
        11:50 warning response -3 due 11:00 acknowledgement_expired\
        """,
        story(twoHours, target(RESPONSE, "60", DETECTED))
            .detected("10:00")
            .acknowledged("10:10")
            .promoted("11:20")
            .tick("18:00")
            .told());
  }

  @Test
  void aReopeningArmsBothAnewAndNeverAMetResponse() {
    assertEquals(
        """
        10:00 started response due 11:00 anchor_set
        10:15 warning response -2 due 11:00 not_acknowledged
        10:20 met response due 11:00 stopped_in_time
        11:15 warning response -4-2 due 11:00 not_acknowledged\
        """,
        story(escalation(false, 15, 0), target(RESPONSE, "60", DETECTED))
            .detected("10:00")
            .acknowledged("10:20")
            .resolved("10:40")
            .reopened("11:00")
            .tick("12:00")
            .told()
            .replace("-4+-2", "-4-2"));
  }

  @Test
  void whatIsOverRecoveringOrExcludedEscalatesNoMore() {
    Escalation quick = escalation(false, 30, 0);
    String quiet = "10:00 started response due 12:00 anchor_set";
    assertEquals(
        quiet,
        story(quick, target(RESPONSE, "120", DETECTED))
            .detected("10:00")
            .restored("10:20")
            .tick("10:50")
            .told());
    assertEquals(
        quiet + "\n10:20 voided response due 12:00 excluded",
        story(quick, target(RESPONSE, "120", DETECTED))
            .detected("10:00")
            .excluded("10:20")
            .tick("11:50")
            .told());
  }

  @Test
  void theInternalClockSpeaksWhereThereIsOne() {
    Story story =
        new Story(
            new Promises()
                .escalation(escalation(false, 5, 0))
                .promise(target(RESPONSE, "60", DETECTED))
                .internal(target(RESPONSE, "10", DETECTED))
                .terms());
    assertEquals(
        "10:05 warning internal response -2+50 due 10:10 not_acknowledged",
        story.detected("10:00").tick("10:05").told().lines().toList().getLast());
  }
}
