package dev.forebell.collector.engine.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Every property takes 20 seeds with {@code -Dforebell.calendar.cases} cases each (1,000 unless
 * told).
 */
class WorkingTimePropertyTest {
  private static final int CASES = Integer.getInteger("forebell.calendar.cases", 1_000);
  private static final int FIVE_WEEKS = 35 * 1440;

  @Property(tries = 20)
  void theDeadlineIsWhatAWalkByMinutesFinds(@ForAll long seed) {
    Random random = new Random(seed);
    for (int n = 0; n < CASES; n++) {
      RandomCalendar calendar = RandomCalendar.next(random);
      Instant start = calendar.start(random);
      Duration amount = amount(random);
      Optional<Instant> expected = new MinuteOracle(calendar).deadline(start, amount, FIVE_WEEKS);
      Deadline found = new WorkingTime(calendar.asIntervals()).after(start, amount);
      expected.ifPresent(
          instant ->
              assertEquals(
                  instant, found.orHorizon(), () -> start + " + " + amount + " in " + calendar));
      assertEquals(expected.isPresent(), isWithinFiveWeeks(found, start), calendar::toString);
    }
  }

  private static boolean isWithinFiveWeeks(Deadline found, Instant start) {
    long lastMinute = Math.floorDiv(start.getEpochSecond(), 60) + FIVE_WEEKS;
    return !found.orHorizon().isAfter(Instant.ofEpochSecond(lastMinute * 60));
  }

  @Property(tries = 20)
  void openTimeIsWhatAWalkByMinutesCounts(@ForAll long seed) {
    Random random = new Random(seed);
    for (int n = 0; n < CASES / 4; n++) {
      RandomCalendar calendar = RandomCalendar.next(random);
      Instant from = calendar.start(random);
      Instant to = from.plus(amount(random));
      assertEquals(
          new MinuteOracle(calendar).openTime(from, to),
          new WorkingTime(calendar.asIntervals()).openTime(from, to),
          () -> from + " to " + to + " in " + calendar);
    }
  }

  @Property(tries = 20)
  void theNextOpeningIsTheFirstOpenMinute(@ForAll long seed) {
    Random random = new Random(seed);
    for (int n = 0; n < CASES / 4; n++) {
      RandomCalendar calendar = RandomCalendar.next(random);
      Instant from = calendar.start(random);
      WorkingTime time = new WorkingTime(calendar.asIntervals());
      Optional<Instant> expected =
          new MinuteOracle(calendar).deadline(from, Duration.ZERO, FIVE_WEEKS);
      assertEquals(expected.isPresent(), time.nextOpening(from).isPresent(), calendar::toString);
      assertEquals(expected, time.nextOpening(from), () -> from + " in " + calendar);
      assertEquals(expected.equals(Optional.of(from)), time.isOpen(from), calendar::toString);
    }
  }

  @Property(tries = 20)
  void openTimeAddsUpAndUndoesTheDeadline(@ForAll long seed) {
    Random random = new Random(seed);
    for (int n = 0; n < CASES; n++) {
      RandomCalendar calendar = RandomCalendar.next(random);
      WorkingTime time = new WorkingTime(calendar.asIntervals());
      Instant a = calendar.start(random);
      Instant b = a.plus(amount(random));
      Instant c = b.plus(amount(random));
      assertEquals(
          time.openTime(a, c),
          time.openTime(a, b).plus(time.openTime(b, c)),
          () -> a + " " + b + " " + c + " in " + calendar);
      Duration amount = amount(random);
      if (time.after(a, amount) instanceof Deadline.At deadline) {
        assertEquals(amount, time.openTime(a, deadline.instant()), calendar::toString);
      }
    }
  }

  /** Minutes to two days, sometimes to the millisecond, sometimes nothing. */
  private static Duration amount(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMillis(random.nextInt(10 * 3_600_000));
      case 2 -> Duration.ofMinutes(random.nextInt(48 * 60));
      default -> Duration.ofMinutes(random.nextInt(16) * 30L);
    };
  }
}
