package dev.forebell.collector.engine.sla;

import static dev.forebell.collector.engine.sla.AnchorPoint.BEGAN;
import static dev.forebell.collector.engine.sla.AnchorPoint.DETECTED;
import static dev.forebell.collector.engine.sla.AnchorPoint.DIAGNOSED;
import static dev.forebell.collector.engine.sla.AnchorPoint.REPORTED;
import static dev.forebell.collector.engine.sla.ClockName.DIAGNOSIS;
import static dev.forebell.collector.engine.sla.ClockName.DISPATCH;
import static dev.forebell.collector.engine.sla.ClockName.ONSITE;
import static dev.forebell.collector.engine.sla.ClockName.RESOLUTION;
import static dev.forebell.collector.engine.sla.ClockName.RESPONSE;
import static dev.forebell.collector.engine.sla.Promises.inDesk;
import static dev.forebell.collector.engine.sla.Promises.target;
import static dev.forebell.collector.engine.sla.Promises.withTravel;
import static dev.forebell.collector.engine.sla.Story.story;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What starts a clock, what ends it, and what it says on the way. */
class SlaDeskTest {
  @Test
  void aResponseInTimeIsMet() {
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:15 warning response 50 due 10:30 mark_reached
        10:20 met response due 10:30 stopped_in_time\
        """,
        story(target(RESPONSE, "30", DETECTED)).detected("10:00").contacted("10:20").told());
  }

  @Test
  void aResponseAtTheVeryDeadlineIsMet() {
    Story story = story(target(RESPONSE, "30", DETECTED)).detected("10:00").contacted("10:30");
    assertEquals(Optional.of(Outcome.MET), story.clock(RESPONSE).outcome());
  }

  @Test
  void whateverElseHappensAtTheDeadlineComesBeforeTheBreach() {
    Story story = story(target(RESPONSE, "30", DETECTED)).detected("10:00").diagnosed("10:30");
    assertTrue(story.clock(RESPONSE).outcome().isEmpty(), "an input, not yet the tick");
    story.contacted("10:30");
    assertEquals(Optional.of(Outcome.MET), story.clock(RESPONSE).outcome());
    Story late = story(target(RESPONSE, "30", DETECTED)).detected("10:00").diagnosed("10:30");
    late.tick("10:30");
    assertEquals(Optional.of(Outcome.BREACHED), late.clock(RESPONSE).outcome());
  }

  @Test
  void aBreachStaysWhenTheWorkIsDoneLater() {
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:15 warning response 50 due 10:30 mark_reached
        10:24 warning response 50+80 due 10:30 mark_reached
        10:30 breached response due 10:30 deadline_passed\
        """,
        story(target(RESPONSE, "30", DETECTED))
            .detected("10:00")
            .contacted("10:31")
            .resolved("10:40")
            .told());
  }

  @Test
  void onlyWhatTheContractNamesStopsAResponse() {
    SlaTerms contactOnly =
        new Promises()
            .promise(target(RESPONSE, "30", DETECTED))
            .stoppedBy(StopPoint.CONTACTED)
            .terms();
    Story story = new Story(contactOnly).detected("10:00").acknowledged("10:05");
    assertTrue(story.clock(RESPONSE).outcome().isEmpty());
    story.contacted("10:10");
    assertEquals(Optional.of(Story.time("10:10")), story.clock(RESPONSE).stoppedAt());
  }

  @Test
  void everyClockIsStoppedByItsOwnDeed() {
    assertEquals(
        """
        10:00 started diagnosis due 14:00 anchor_set
        10:00 started dispatch due 14:00 anchor_set
        10:00 started onsite due 14:00 anchor_set
        10:00 started resolution due 14:00 anchor_set
        10:10 met diagnosis due 14:00 stopped_in_time
        10:20 met dispatch due 14:00 stopped_in_time
        10:30 met onsite due 14:00 stopped_in_time
        10:40 met resolution due 14:00 stopped_in_time\
        """,
        story(
                target(DIAGNOSIS, "240", DETECTED),
                target(DISPATCH, "240", DETECTED),
                target(ONSITE, "240", DETECTED),
                target(RESOLUTION, "240", DETECTED))
            .detected("10:00")
            .diagnosed("10:10")
            .dispatched("10:20")
            .arrived("10:30")
            .resolved("10:40")
            .told());
  }

  @Test
  void whatWasOverBeforeAnyoneHadToIsNotNeeded() {
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:00 started onsite due 14:00 anchor_set
        10:10 not_needed response due 10:30 not_needed
        10:10 not_needed onsite due 14:00 not_needed\
        """,
        story(target(RESPONSE, "30", DETECTED), target(ONSITE, "240", DETECTED))
            .detected("10:00")
            .resolved("10:10")
            .told());
  }

  @Test
  void aClockStartsWhenItsAnchorExists() {
    assertEquals(
        """
        10:30 started resolution due 11:30 anchor_set\
        """,
        story(target(RESOLUTION, "60", DIAGNOSED)).detected("10:00").diagnosed("10:30").told());
  }

  @Test
  void aReportBeforeDetectionMakesTheDeadlineEarlier() {
    assertEquals(
        """
        10:00 started response due 11:00 anchor_set
        10:05 started response due 10:50 anchor_set\
        """,
        story(target(RESPONSE, "60", DETECTED, REPORTED))
            .detected("10:00")
            .reported("10:05", "09:50")
            .toldWithoutWarnings());
  }

  @Test
  void aReportAfterDetectionChangesNothing() {
    assertEquals(
        "10:00 started response due 11:00 anchor_set",
        story(target(RESPONSE, "60", DETECTED, REPORTED))
            .detected("10:00")
            .reported("10:05", "10:05")
            .toldWithoutWarnings());
  }

  @Test
  void marksThatHadPassedWhenTheClockWasSetFireAtOnceAndSayLate() {
    assertEquals(
        """
        10:00 started response due 10:10 anchor_set
        10:00 warning response 50 due 10:10 mark_late
        10:00 warning response 50+80 due 10:10 mark_late
        10:10 breached response due 10:10 deadline_passed\
        """,
        new Story(new Promises().promise(target(RESPONSE, "60", BEGAN)).terms())
            .began("09:10")
            .detected("10:00")
            .tick("12:00")
            .told());
  }

  @Test
  void aDeadlineThatHadPassedBreachesAtOnceAndSaysLate() {
    assertEquals(
        "10:00 breached response due 09:30 mark_late",
        new Story(new Promises().promise(target(RESPONSE, "20", BEGAN)).terms())
            .began("09:10")
            .detected("10:00")
            .told()
            .lines()
            .filter(line -> line.contains("breached"))
            .findFirst()
            .orElse(""));
  }

  @Test
  void marksCountOpenTimeOfTheCalendar() {
    assertEquals(
        """
        11:00 started response due 14:00 anchor_set
        12:00 warning response 50 due 14:00 mark_reached
        13:36 warning response 50+80 due 14:00 mark_reached
        14:00 breached response due 14:00 deadline_passed\
        """,
        story(inDesk(target(RESPONSE, "120", DETECTED))).detected("11:00").tick("15:00").told());
  }

  @Test
  void theOnsiteClockSaysWhenSomebodyHasToLeave() {
    assertEquals(
        """
        10:00 started onsite due 14:00 anchor_set
        12:00 warning onsite 50 due 14:00 mark_reached
        13:05 warning onsite -1+50 due 14:00 time_to_leave
        13:12 warning onsite -1+50+80 due 14:00 mark_reached
        13:50 met onsite due 14:00 stopped_in_time\
        """,
        story(withTravel(target(ONSITE, "240", DETECTED), 55))
            .detected("10:00")
            .arrived("13:50")
            .told());
  }

  @Test
  void aLateTickFindsWhatATimelyOneWouldHaveFound() {
    Story late =
        story(target(RESPONSE, "30", DETECTED), target(RESOLUTION, "60", DETECTED))
            .withoutTicks()
            .detected("10:00")
            .paused("10:45")
            .resumed("10:50")
            .contacted("11:30");
    Story timely =
        story(target(RESPONSE, "30", DETECTED), target(RESOLUTION, "60", DETECTED))
            .detected("10:00")
            .paused("10:45")
            .resumed("10:50")
            .contacted("11:30");
    assertEquals(timely.clocks(), late.clocks());
  }
}
