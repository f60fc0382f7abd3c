package dev.forebell.collector.engine.sla;

import static dev.forebell.collector.engine.sla.AnchorPoint.DETECTED;
import static dev.forebell.collector.engine.sla.ClockName.ONSITE;
import static dev.forebell.collector.engine.sla.ClockName.RESOLUTION;
import static dev.forebell.collector.engine.sla.ClockName.RESPONSE;
import static dev.forebell.collector.engine.sla.Promises.inDesk;
import static dev.forebell.collector.engine.sla.Promises.target;
import static dev.forebell.collector.engine.sla.Story.story;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a clock rests: pauses, recoveries, reopenings. */
class SlaRestTest {
  @Test
  void aRecoveryBeingConfirmedHoldsBackEveryVerdict() {
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:00 started resolution due 10:30 anchor_set
        10:15 warning response 50 due 10:30 mark_reached
        10:15 warning resolution 50 due 10:30 mark_reached
        10:20 paused resolution due 10:30 good_sample
        10:35 not_needed response due 10:30 not_needed
        10:35 met resolution due 10:30 stopped_in_time\
        """,
        story(target(RESPONSE, "30", DETECTED), target(RESOLUTION, "30", DETECTED))
            .detected("10:00")
            .restored("10:20")
            .resolved("10:35")
            .told());
  }

  @Test
  void aRelapseResumesTheResolutionWithoutTheGoodTimeAndTheResponseWithIt() {
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:00 started resolution due 10:30 anchor_set
        10:20 paused resolution due 10:30 good_sample
        10:35 breached response due 10:30 deadline_passed
        10:35 resumed resolution due 10:45 bad_again
        10:45 breached resolution due 10:45 deadline_passed\
        """,
        story(target(RESPONSE, "30", DETECTED), target(RESOLUTION, "30", DETECTED))
            .detected("10:00")
            .restored("10:20")
            .relapsed("10:35")
            .tick("11:00")
            .toldWithoutWarnings());
  }

  @Test
  void theResolutionCountsToTheFirstGoodSample() {
    Story story =
        story(target(RESOLUTION, "30", DETECTED))
            .detected("10:00")
            .restored("10:29")
            .resolved("10:34");
    assertEquals(Optional.of(Outcome.MET), story.clock(RESOLUTION).outcome());
    assertEquals(Optional.of(Story.time("10:29")), story.clock(RESOLUTION).stoppedAt());
  }

  @Test
  void aPauseAddsItsOpenTimeToEveryClockButResponse() {
    assertEquals(
        """
        5 16:30 started response due 5 17:30 anchor_set
        5 16:30 started resolution due 8 09:30 anchor_set
        5 17:00 paused resolution due 8 09:30 pause
        5 17:30 breached response due 5 17:30 deadline_passed
        8 09:00 resumed resolution due 8 10:30 pause
        8 10:30 breached resolution due 8 10:30 deadline_passed\
        """,
        story(inDesk(target(RESPONSE, "60", DETECTED)), inDesk(target(RESOLUTION, "120", DETECTED)))
            .detected("5 16:30")
            .paused("5 17:00")
            .resumed("8 09:00")
            .tick("8 12:00")
            .toldWithoutWarnings());
  }

  @Test
  void aClockThatRestsOnItsLastSecondIsDueWhenItRunsAgainNotWhileItRested() {
    Story story =
        story(inDesk(target(RESOLUTION, "60", DETECTED)))
            .detected("5 10:00")
            .paused("5 11:00")
            .resumed("5 23:00")
            .restored("5 23:00")
            .resolved("5 23:05");
    assertEquals(Story.time("5 23:00"), story.clock(RESOLUTION).deadline());
    assertEquals(Optional.of(Outcome.MET), story.clock(RESOLUTION).outcome());
  }

  @Test
  void marksThatWereToComeMoveByThePause() {
    assertEquals(
        """
        10:00 started resolution due 12:00 anchor_set
        10:30 paused resolution due 12:00 pause
        14:30 resumed resolution due 16:00 pause
        15:00 warning resolution 50 due 16:00 mark_reached
        15:36 warning resolution 50+80 due 16:00 mark_reached
        16:00 breached resolution due 16:00 deadline_passed\
        """,
        story(target(RESOLUTION, "120", DETECTED))
            .detected("10:00")
            .paused("10:30")
            .resumed("14:30")
            .tick("18:00")
            .told());
  }

  @Test
  void anAgreedAppointmentResumesByItself() {
    assertEquals(
        """
        10:00 started onsite due 12:00 anchor_set
        10:30 paused onsite due 12:00 pause
        14:30 resumed onsite due 16:00 pause
        15:00 met onsite due 16:00 stopped_in_time\
        """,
        story(target(ONSITE, "120", DETECTED))
            .detected("10:00")
            .pausedUntil("10:30", "14:30")
            .arrived("15:00")
            .toldWithoutWarnings());
  }

  @Test
  void aRecoveryDuringAPauseIsTakenOutOnce() {
    assertEquals(
        """
        10:00 started resolution due 12:00 anchor_set
        10:30 paused resolution due 12:00 pause
        11:00 resumed resolution due 12:30 pause
        11:00 paused resolution due 12:30 good_sample
        11:20 resumed resolution due 12:50 bad_again\
        """,
        story(target(RESOLUTION, "120", DETECTED))
            .detected("10:00")
            .paused("10:30")
            .restored("10:45")
            .resumed("11:00")
            .relapsed("11:20")
            .toldWithoutWarnings());
  }

  @Test
  void whatEndsInAPauseIsMet() {
    assertEquals(
        """
        10:00 started resolution due 11:00 anchor_set
        10:40 paused resolution due 11:00 pause
        15:00 met resolution due 15:20 stopped_in_time\
        """,
        story(target(RESOLUTION, "60", DETECTED))
            .detected("10:00")
            .paused("10:40")
            .resolved("15:00")
            .toldWithoutWarnings());
  }

  @Test
  void reopeningWithdrawsAMetResolutionAndItsTimeDoesNotCount() {
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:00 started resolution due 12:00 anchor_set
        10:05 met response due 10:30 stopped_in_time
        11:00 paused resolution due 12:00 good_sample
        11:05 met resolution due 12:00 stopped_in_time
        11:20 resumed resolution due 12:20 reopened
        12:20 breached resolution due 12:20 deadline_passed\
        """,
        story(target(RESPONSE, "30", DETECTED), target(RESOLUTION, "120", DETECTED))
            .detected("10:00")
            .contacted("10:05")
            .restored("11:00")
            .resolved("11:05")
            .reopened("11:20")
            .tick("13:00")
            .resolved("13:05")
            .toldWithoutWarnings());
  }

  @Test
  void reopeningLeavesABreachAndAsksForNoSecondResponse() {
    assertEquals(
        """
        10:00 started response due 15:00 anchor_set
        10:00 started resolution due 11:00 anchor_set
        11:00 breached resolution due 11:00 deadline_passed
        12:00 not_needed response due 15:00 not_needed\
        """,
        story(target(RESPONSE, "300", DETECTED), target(RESOLUTION, "60", DETECTED))
            .detected("10:00")
            .resolved("12:00")
            .reopened("12:10")
            .resolved("12:20")
            .toldWithoutWarnings());
  }
}
