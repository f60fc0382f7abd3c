package dev.forebell.collector.engine.sla;

import static dev.forebell.collector.engine.sla.AnchorPoint.DETECTED;
import static dev.forebell.collector.engine.sla.AnchorPoint.PROMOTED;
import static dev.forebell.collector.engine.sla.AnchorPoint.REPORTED;
import static dev.forebell.collector.engine.sla.ClockName.ONSITE;
import static dev.forebell.collector.engine.sla.ClockName.RESOLUTION;
import static dev.forebell.collector.engine.sla.ClockName.RESPONSE;
import static dev.forebell.collector.engine.sla.Promises.inDesk;
import static dev.forebell.collector.engine.sla.Promises.inEmergency;
import static dev.forebell.collector.engine.sla.Promises.target;
import static dev.forebell.collector.engine.sla.Promises.when;
import static dev.forebell.collector.engine.sla.Story.story;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.calendar.TestCalendars;
import dev.forebell.collector.engine.condition.Severity;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which promise counts: overlapping ones, promotions, parents, and what is out of the promise. */
class SlaTermsTest {
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
    SlaTerms uncovered = new SlaTerms(List.of(), new TreeMap<>());
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
}
