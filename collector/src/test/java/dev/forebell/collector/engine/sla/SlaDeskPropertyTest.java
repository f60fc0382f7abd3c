package dev.forebell.collector.engine.sla;

import static dev.forebell.collector.engine.sla.Promises.inDesk;
import static dev.forebell.collector.engine.sla.Promises.inEmergency;
import static dev.forebell.collector.engine.sla.Promises.target;
import static dev.forebell.collector.engine.sla.Promises.when;
import static dev.forebell.collector.engine.sla.Promises.withTravel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.condition.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Lives of incidents at random; {@link Story} itself refuses a tick that asks for itself again. */
class SlaDeskPropertyTest {
  private static final Map<String, BusinessCalendar> CALENDARS =
      Map.of(
          BusinessCalendar.ALWAYS,
          BusinessCalendar.always(),
          Promises.DESK,
          new Promises().terms().calendars().get(Promises.DESK));

  @Property(tries = 1_000)
  void aPromotionOrARiseNeverMovesADeadlineLater(@ForAll long seed) {
    RandomLife life = new RandomLife(seed);
    for (int n = 0; n < 12; n++) {
      life.step();
      Map<ClockId, SlaClock> before = new HashMap<>(life.story.clocks());
      life.promoteOrRise();
      life.story.clocks().forEach((id, after) -> assertNotLater(before, id, after));
    }
  }

  private static void assertNotLater(Map<ClockId, SlaClock> before, ClockId id, SlaClock after) {
    SlaClock old = before.getOrDefault(id, after);
    boolean stays = old.outcome().isPresent();
    assertTrue(!after.deadline().isAfter(old.deadline()) || old.pausedSince().isPresent());
    assertEquals(stays, stays && old.equals(after), () -> old + " became " + after);
  }

  @Property(tries = 1_000)
  void everyMarkFiresAtMostOnce(@ForAll long seed) {
    RandomLife life = new RandomLife(seed);
    life.steps(25);
    Map<ClockId, SortedSet<Integer>> fired = new HashMap<>();
    for (SlaEvent event : life.story.events()) {
      SortedSet<Integer> now = event.clock().marks();
      SortedSet<Integer> old = fired.put(event.clock().id(), now);
      boolean isMark =
          event.kind() == SlaEvent.Kind.WARNING || event.kind() == SlaEvent.Kind.BREACHED;
      int before = old == null ? 0 : old.size();
      assertEquals(before + (isMark ? 1 : 0), now.size(), life.story::told);
    }
  }

  @Property(tries = 1_000)
  void aPauseAddsExactlyItsOpenTime(@ForAll long seed) {
    RandomLife life = new RandomLife(seed);
    life.steps(25);
    Map<ClockId, SlaClock> before = new HashMap<>();
    for (SlaEvent event : life.story.events()) {
      SlaClock after = event.clock();
      if (event.kind() == SlaEvent.Kind.RESUMED) {
        assertRested(before.get(after.id()), after, life.story);
      }
      before.put(after.id(), after);
    }
  }

  private static void assertRested(SlaClock before, SlaClock after, Story story) {
    WorkingTime time = new WorkingTime(CALENDARS.get(after.calendar()));
    Instant since = before.pausedSince().or(before::stoppedAt).orElseThrow();
    Instant rested = before.rests().isEmpty() ? since : before.rests().getLast().to().orElseThrow();
    Instant counted =
        Stream.of(since, rested, after.startedAt()).max(Instant::compareTo).orElseThrow();
    Instant until = after.rests().getLast().to().orElseThrow();
    assertEquals(
        time.openTime(counted, until),
        time.openTime(before.deadline(), after.deadline()),
        () -> after + "\n" + story.told());
  }

  @Property(tries = 1_000)
  void aMissedTickChangesNoClock(@ForAll long seed) {
    RandomLife timely = new RandomLife(seed);
    RandomLife late = new RandomLife(seed);
    late.story.withoutTicks();
    for (int n = 0; n < 25; n++) {
      timely.step();
      late.step();
      assertEquals(
          timely.story.clocks(),
          late.story.clocks(),
          () -> timely.story.told() + "\nLATE\n" + late.story.told());
    }
  }

  @Property(tries = 1_000)
  void anOutcomeIsFinalSaveWhatAReopeningUndoesAndAnExclusion(@ForAll long seed) {
    RandomLife life = new RandomLife(seed);
    life.steps(25);
    Map<ClockId, Outcome> ended = new HashMap<>();
    for (SlaEvent event : life.story.events()) {
      ClockId id = event.clock().id();
      Outcome old = ended.get(id);
      if (old != null && event.reason() != Reason.EXCLUDED) {
        boolean withdrawn =
            (old == Outcome.MET && id.name() == ClockName.RESOLUTION)
                || event.kind() == SlaEvent.Kind.WARNING;
        assertTrue(withdrawn || old == Outcome.VOID, life.story::told);
      }
      event.clock().outcome().ifPresentOrElse(now -> ended.put(id, now), () -> ended.remove(id));
    }
  }

  @Property(tries = 1_000)
  void everyClockThatEndedInTimeHasItsDeadlineNotBeforeItsEnd(@ForAll long seed) {
    RandomLife life = new RandomLife(seed);
    life.steps(25);
    for (SlaClock clock : life.story.clocks().values()) {
      boolean inTime =
          clock.outcome().filter(Set.of(Outcome.MET, Outcome.NOT_NEEDED)::contains).isPresent();
      if (inTime) {
        assertFalse(clock.stoppedAt().orElseThrow().isAfter(clock.deadline()), clock::toString);
      }
    }
  }

  /** Does what an incident desk could do, minutes to hours apart. */
  private static final class RandomLife {
    private final Random random;
    private final Story story;
    private Instant now = Story.time("3 10:00");
    private boolean promoted;
    private boolean paused;
    private boolean restored;
    private boolean resolved;

    RandomLife(long seed) {
      random = new Random(seed);
      story = new Story(contract());
      story.as(random.nextBoolean() ? Severity.WARNING : Severity.CRITICAL).detected(text());
    }

    private SlaTerms contract() {
      return new Promises()
          .promise(
              inDesk(
                  target(
                      ClockName.RESPONSE, minutes(), AnchorPoint.DETECTED, AnchorPoint.REPORTED)))
          .promise(
              when(
                  inDesk(target(ClockName.RESPONSE, minutes(), AnchorPoint.DETECTED)),
                  Severity.CRITICAL))
          .promise(inDesk(target(ClockName.RESOLUTION, minutes(), AnchorPoint.DETECTED)))
          .promise(inDesk(target(ClockName.RESOLUTION, minutes(), AnchorPoint.REPORTED)))
          .promise(
              inEmergency(inDesk(target(ClockName.RESOLUTION, minutes(), AnchorPoint.DETECTED))))
          .promise(
              inEmergency(
                  withTravel(target(ClockName.ONSITE, minutes(), AnchorPoint.PROMOTED), 30)))
          .promise(target(ClockName.DIAGNOSIS, minutes(), AnchorPoint.ACKNOWLEDGED))
          .internal(target(ClockName.RESPONSE, minutes(), AnchorPoint.DETECTED))
          .terms();
    }

    private String minutes() {
      return String.valueOf(1 + random.nextInt(random.nextBoolean() ? 60 : 900));
    }

    private String text() {
      String local = now.toString();
      return Integer.parseInt(local.substring(8, 10)) + " " + local.substring(11, 16);
    }

    void steps(int count) {
      for (int n = 0; n < count; n++) {
        step();
      }
    }

    void promoteOrRise() {
      if (random.nextBoolean()) {
        story.promoted(text());
      } else {
        story.rose(text());
      }
    }

    void step() {
      now = now.plus(Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 20 : 300)));
      switch (random.nextInt(14)) {
        case 0 -> story.contacted(text());
        case 1 -> story.acknowledged(text());
        case 2 -> story.diagnosed(text());
        case 3 -> story.arrived(text());
        case 4 -> story.reported(text(), "3 09:30");
        case 5, 6 -> promoteOrDemote();
        case 7 -> story.rose(text());
        case 8 -> story.fell(text());
        case 9, 10 -> pauseOrResume();
        case 11, 12 -> recoverOrRelapse();
        default -> resolveOrReopen();
      }
    }

    private void promoteOrDemote() {
      if (promoted) {
        story.demoted(text());
      } else {
        story.promoted(text());
      }
      promoted = !promoted;
    }

    private void pauseOrResume() {
      if (paused) {
        story.resumed(text());
      } else {
        story.paused(text());
      }
      paused = !paused;
    }

    private void recoverOrRelapse() {
      if (resolved) {
        story.tick(text());
      } else {
        if (restored) {
          story.relapsed(text());
        } else {
          story.restored(text());
        }
        restored = !restored;
      }
    }

    private void resolveOrReopen() {
      if (resolved) {
        story.reopened(text());
        restored = false;
      } else {
        story.resolved(text());
      }
      resolved = !resolved;
    }
  }
}
