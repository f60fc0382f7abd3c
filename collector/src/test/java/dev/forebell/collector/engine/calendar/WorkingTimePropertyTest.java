package dev.forebell.collector.engine.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Questions at random against a walk by minutes, {@code -Dforebell.calendar.cases} of each kind
 * (20,000 unless told). Each calendar gets a hundred of them; half of all are deadlines.
 */
class WorkingTimePropertyTest {
  private static final int SEEDS = 20;
  private static final int OF_EACH = 100;
  private static final int CALENDARS =
      Math.max(1, Integer.getInteger("forebell.calendar.cases", 20_000) / SEEDS / OF_EACH);

  /** What every case needs. */
  private record Case(RandomCalendar calendar, YearOracle oracle, WorkingTime time, Random random) {
    Instant start() {
      return calendar.start(random);
    }

    String told(Object... question) {
      return java.util.Arrays.toString(question) + " in " + calendar;
    }
  }

  private interface Question {
    void ask(Case one);
  }

  private static void askAll(long seed, Question question) {
    Random random = new Random(seed);
    for (int n = 0; n < CALENDARS; n++) {
      RandomCalendar calendar = RandomCalendar.next(random);
      Case one =
          new Case(
              calendar, new YearOracle(calendar), new WorkingTime(calendar.asIntervals()), random);
      for (int asked = 0; asked < OF_EACH; asked++) {
        question.ask(one);
      }
    }
  }

  @Property(tries = SEEDS)
  void theDeadlineIsWhatAWalkByMinutesFinds(@ForAll long seed) {
    askAll(
        seed,
        one -> {
          Instant start = one.start();
          Duration amount = amount(one.random());
          assertSame(
              one,
              one.oracle().deadline(start, amount),
              one.time().after(start, amount),
              start,
              amount);
        });
  }

  private static void assertSame(
      Case one, Optional<Instant> expected, Deadline found, Object... question) {
    Optional<Instant> known =
        Optional.of(found.orHorizon()).filter(instant -> one.oracle().knows(instant));
    assertEquals(expected, known, () -> one.told(question));
  }

  @Property(tries = SEEDS)
  void workingDaysAndTheEndsOfDaysAreWhatAWalkByMinutesFinds(@ForAll long seed) {
    askAll(
        seed,
        one -> {
          Instant start = one.start();
          Random random = one.random();
          Optional<LocalTime> cutoff =
              Optional.of(LocalTime.of(random.nextInt(24), random.nextInt(4) * 15))
                  .filter(_ -> random.nextBoolean());
          boolean nextOpen = random.nextBoolean();
          Amount.NextWorkingDay receipt = new Amount.NextWorkingDay(cutoff, nextOpen);
          int days = 1 + random.nextInt(4);
          Optional<Instant> end =
              one.oracle().endOfDay(start, days, cutoff, nextOpen, one.calendar());
          assertSame(
              one,
              end,
              one.time()
                  .deadline(start, new Amount.EndOfWorkingDay(BigDecimal.valueOf(days), receipt)),
              start,
              days,
              receipt);
          BigDecimal half = BigDecimal.valueOf(days).add(new BigDecimal("0.5"));
          assertSame(
              one,
              end.flatMap(at -> one.oracle().deadline(at, Duration.ofHours(4))),
              one.time().deadline(start, new Amount.EndOfWorkingDay(half, receipt)),
              start,
              half,
              receipt);
          assertSame(
              one,
              one.oracle().deadline(start, Duration.ofHours(8L * days).plusHours(4)),
              one.time().deadline(start, new Amount.WorkingDays(half)),
              start,
              half);
        });
  }

  @Property(tries = SEEDS)
  void openTimeAndOpeningsAreWhatAWalkByMinutesCounts(@ForAll long seed) {
    askAll(
        seed,
        one -> {
          Instant from = one.start();
          Instant to = from.plus(amount(one.random()));
          assertEquals(
              one.oracle().openTime(from, to),
              one.time().openTime(from, to),
              () -> one.told(from, to));
          Optional<Instant> opening =
              one.time().nextOpening(from).filter(instant -> one.oracle().knows(instant));
          assertEquals(one.oracle().deadline(from, Duration.ZERO), opening, () -> one.told(from));
          assertEquals(one.oracle().isOpen(from), one.time().isOpen(from), () -> one.told(from));
        });
  }

  @Property(tries = SEEDS)
  void openTimeAddsUpAndUndoesTheDeadline(@ForAll long seed) {
    askAll(
        seed,
        one -> {
          WorkingTime time = one.time();
          Instant a = one.start();
          Instant b = a.plus(amount(one.random()));
          Instant c = b.plus(amount(one.random()));
          assertEquals(
              time.openTime(a, c),
              time.openTime(a, b).plus(time.openTime(b, c)),
              () -> one.told(a, b, c));
          Duration amount = amount(one.random());
          if (time.after(a, amount) instanceof Deadline.At deadline) {
            assertEquals(amount, time.openTime(a, deadline.instant()), () -> one.told(a, amount));
          }
        });
  }

  /** Minutes to two days, sometimes to the millisecond, sometimes nothing. */
  static Duration amount(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMillis(random.nextInt(10 * 3_600_000));
      case 2 -> Duration.ofMinutes(random.nextInt(48 * 60));
      default -> Duration.ofMinutes(random.nextInt(16) * 30L);
    };
  }
}
