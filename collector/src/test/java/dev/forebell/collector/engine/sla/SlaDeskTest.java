package dev.forebell.collector.engine.sla;

import static dev.forebell.collector.engine.sla.AnchorPoint.BEGAN;
import static dev.forebell.collector.engine.sla.AnchorPoint.DETECTED;
import static dev.forebell.collector.engine.sla.AnchorPoint.DIAGNOSED;
import static dev.forebell.collector.engine.sla.AnchorPoint.PROMOTED;
import static dev.forebell.collector.engine.sla.AnchorPoint.REPORTED;
import static dev.forebell.collector.engine.sla.ClockName.DIAGNOSIS;
import static dev.forebell.collector.engine.sla.ClockName.DISPATCH;
import static dev.forebell.collector.engine.sla.ClockName.ONSITE;
import static dev.forebell.collector.engine.sla.ClockName.RESOLUTION;
import static dev.forebell.collector.engine.sla.ClockName.RESPONSE;
import static dev.forebell.collector.engine.sla.Promises.inDesk;
import static dev.forebell.collector.engine.sla.Promises.inEmergency;
import static dev.forebell.collector.engine.sla.Promises.target;
import static dev.forebell.collector.engine.sla.Promises.when;
import static dev.forebell.collector.engine.sla.Promises.withTravel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.calendar.TestCalendars;
import dev.forebell.collector.engine.condition.Severity;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlaDeskTest {
  private static Story story(Target... targets) {
    Promises promises = new Promises();
    for (Target target : targets) {
      promises.promise(target);
    }
    return new Story(promises.terms());
  }

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
  void theStrictestOfOverlappingPromisesCounts() {
    Story story =
        story(
                target(RESPONSE, "60", DETECTED),
                inDesk(target(RESPONSE, "30", DETECTED)),
                when(target(RESPONSE, "5", DETECTED), Severity.WARNING))
            .detected("11:50");
    assertEquals(Story.time("12:50"), story.clock(RESPONSE).deadline());
    assertEquals("always", story.clock(RESPONSE).calendar());
  }

  @Test
  void internalAndContractClocksRunBesideEachOther() {
    SlaTerms terms =
        new Promises()
            .promise(target(RESPONSE, "60", REPORTED))
            .internal(target(RESPONSE, "10", DETECTED))
            .terms();
    assertEquals(
        """
        10:00 started internal response due 10:10 anchor_set
        10:04 started response due 11:04 anchor_set
        10:05 met internal response due 10:10 stopped_in_time
        10:05 met response due 11:04 stopped_in_time\
        """,
        new Story(terms)
            .detected("10:00")
            .reported("10:04", "10:04")
            .contacted("10:05")
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
        13:05 warning onsite -1+50 due 14:00 mark_reached
        13:12 warning onsite -1+50+80 due 14:00 mark_reached
        13:50 met onsite due 14:00 stopped_in_time\
        """,
        story(withTravel(target(ONSITE, "240", DETECTED), 55))
            .detected("10:00")
            .arrived("13:50")
            .told());
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
  void aTargetAnchoredAtDetectionCountsFromThePromotion() {
    assertEquals(
        """
        10:00 started response due 14:00 anchor_set
        11:00 voided response due 14:00 stricter_promise
        11:00 started response due 11:15 stricter_promise
        11:15 breached response due 11:15 deadline_passed\
        """,
        story(
                target(RESPONSE, "240", DETECTED),
                inEmergency(target(RESPONSE, "15", DETECTED, REPORTED)))
            .detected("10:00")
            .reported("10:10", "10:10")
            .promoted("11:00")
            .tick("12:00")
            .toldWithoutWarnings());
  }

  @Test
  void anEmergencyFromTheStartCountsFromAReportBeforeIt() {
    Story story =
        story(inEmergency(target(RESPONSE, "60", DETECTED, REPORTED)))
            .emergencyFromTheStart("10:00")
            .reported("10:05", "09:50");
    assertEquals(Story.time("10:50"), story.clock(RESPONSE).deadline());
  }

  @Test
  void aPromotionNeverMovesADeadlineLater() {
    assertEquals(
        "10:00 started response due 10:30 anchor_set",
        story(target(RESPONSE, "30", DETECTED), inEmergency(target(RESPONSE, "20", DETECTED)))
            .detected("10:00")
            .promoted("10:14")
            .toldWithoutWarnings());
  }

  @Test
  void aPromotionAddsTheClocksOfAnEmergencyAndLeavesStoppedOnesAlone() {
    assertEquals(
        """
        10:00 started response due 11:00 anchor_set
        10:05 met response due 11:00 stopped_in_time
        10:30 started onsite due 12:30 anchor_set\
        """,
        story(
                target(RESPONSE, "60", DETECTED),
                inEmergency(target(RESPONSE, "5", DETECTED)),
                inEmergency(target(ONSITE, "120", PROMOTED)))
            .detected("10:00")
            .contacted("10:05")
            .promoted("10:30")
            .toldWithoutWarnings());
  }

  @Test
  void aMarkThatFiredIsNotFiredAgainForTheStricterPromise() {
    Story story =
        story(target(RESOLUTION, "240", DETECTED), inEmergency(target(RESOLUTION, "60", DETECTED)))
            .detected("10:00")
            .promoted("12:30")
            .tick("15:00");
    assertEquals(
        """
        10:00 started resolution due 14:00 anchor_set
        12:00 warning resolution 50 due 14:00 mark_reached
        12:30 voided resolution due 14:00 stricter_promise
        12:30 started resolution due 13:30 stricter_promise
        13:18 warning resolution 50+80 due 13:30 mark_reached
        13:30 breached resolution due 13:30 deadline_passed\
        """,
        story.told());
  }

  @Test
  void targetsOfAHigherSeverityCountFromTheRiseAndAFallChangesNothing() {
    assertEquals(
        """
        10:00 started response due 14:00 anchor_set
        11:00 voided response due 14:00 stricter_promise
        11:00 started response due 11:30 stricter_promise
        11:30 breached response due 11:30 deadline_passed\
        """,
        story(
                when(target(RESPONSE, "240", DETECTED), Severity.WARNING),
                when(target(RESPONSE, "30", DETECTED), Severity.CRITICAL))
            .as(Severity.WARNING)
            .detected("10:00")
            .rose("11:00")
            .fell("11:10")
            .demoted("11:20")
            .tick("15:00")
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
  void reopeningLeavesABreachAndANeedlessResponseAsTheyAre() {
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

  @Test
  void anExclusionTakesTheWholeIncidentOutOfThePromise() {
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:00 started resolution due 12:00 anchor_set
        10:30 breached response due 10:30 deadline_passed
        10:40 voided response due 10:30 excluded
        10:40 voided resolution due 12:00 excluded\
        """,
        story(target(RESPONSE, "30", DETECTED), target(RESOLUTION, "120", DETECTED))
            .detected("10:00")
            .excluded("10:40")
            .tick("14:00")
            .toldWithoutWarnings());
  }

  @Test
  void withoutAContractThereAreNoClocksAndRunningOnesAreVoid() {
    SlaTerms uncovered = new SlaTerms(Optional.empty(), new TreeMap<>());
    assertEquals("", new Story(uncovered).detected("10:00").tick("15:00").told());
    assertEquals(
        """
        10:00 started response due 10:30 anchor_set
        10:10 voided response due 10:30 not_covered\
        """,
        story(target(RESPONSE, "30", DETECTED)).detected("10:00").under("10:10", uncovered).told());
  }

  @Test
  void aParentPromisesNoLaterThanItsChildren() {
    ClockId resolution = new ClockId(ClockSet.CONTRACT, RESOLUTION);
    assertEquals(
        """
        10:00 started resolution due 14:00 anchor_set
        10:05 started resolution due 12:00 stricter_promise
        12:00 breached resolution due 12:00 deadline_passed\
        """,
        story(target(RESOLUTION, "240", DETECTED))
            .detected("10:00")
            .child("10:05", resolution, "12:00")
            .child("10:06", resolution, "13:00")
            .tick("15:00")
            .toldWithoutWarnings());
  }

  @Test
  void changedCalendarDataComputesTheDeadlineAgainAndSaysSo() {
    Promises promises = new Promises().promise(inDesk(target(RESOLUTION, "480", DETECTED)));
    Story story = new Story(promises.terms()).detected("4 10:00");
    SlaTerms holidayAdded =
        promises
            .desk(
                TestCalendars.with(
                    TestCalendars.weekdays("desk", "UTC", "08:30-12:00", "13:00-17:30"),
                    TestCalendars.holiday("2026-06-05")))
            .terms();
    assertEquals(
        """
        4 10:00 started resolution due 5 10:00 anchor_set
        4 12:00 started resolution due 8 10:00 calendar_changed\
        """,
        story.under("4 12:00", holidayAdded).toldWithoutWarnings());
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
