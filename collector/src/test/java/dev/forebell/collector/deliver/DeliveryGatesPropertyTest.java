package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of circuit and rate limit whatever happens. */
final class DeliveryGatesPropertyTest {
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What may happen to a circuit. */
  enum Happening {
    ANSWERED,
    FAILED,
    UNTOLD,
    TIME
  }

  @Property(tries = 300)
  void noMinuteSeesMoreThanTheLimitAndNoneIsHeldBackForNothing(
      @ForAll @IntRange(min = 1, max = 30) int limit,
      @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 9000) Integer> gaps) {
    OptionalInt perMinute = OptionalInt.of(limit);
    RateLimit rate = RateLimit.fresh();
    List<Instant> begun = new ArrayList<>();
    Instant now = T0;
    for (int gap : gaps) {
      now = now.plusMillis(gap);
      Instant at = rate.from(now, perMinute);
      int last = within(begun, now);
      assertEquals(last < limit, at.equals(now), "held back " + at + " after " + begun);
      now = at;
      rate = rate.took(now, perMinute);
      begun.add(now);
      assertTrue(within(begun, now) <= limit, () -> "too many: " + begun);
      assertTrue(rate.taken().size() <= limit, "it grows");
    }
  }

  private static int within(List<Instant> begun, Instant now) {
    return (int) begun.stream().filter(at -> at.plus(MINUTE).isAfter(now)).count();
  }

  @Property(tries = 100)
  void aClockThatIsSetBackHoldsATokenForAMinuteAtMost(
      @ForAll @IntRange(min = 1, max = 5) int limit,
      @ForAll @Size(max = 40) List<@IntRange(min = -7200, max = 7200) Integer> steps) {
    OptionalInt perMinute = OptionalInt.of(limit);
    RateLimit rate = RateLimit.fresh();
    Instant now = T0;
    for (int step : steps) {
      now = now.plusSeconds(step);
      assertFalse(rate.from(now, perMinute).isAfter(now.plus(MINUTE)));
      rate = rate.took(now, perMinute);
    }
  }

  @Property(tries = 300)
  void aCircuitIsNeverClosedForGoodAndNeverLetsTwoProbesGo(
      @ForAll @Size(max = 80) List<Happening> happenings,
      @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
    Circuit circuit = Circuit.fresh();
    Instant now = T0;
    int inARow = 0;
    for (Happening happening : happenings) {
      Optional<Instant> from = circuit.from(now);
      if (from.isPresent() && !from.get().isAfter(now)) {
        circuit = circuit.begun();
        boolean probing = circuit instanceof Circuit.Probing;
        assertEquals(probing ? Optional.empty() : Optional.of(now), circuit.from(now));
      }
      inARow = happening == Happening.FAILED ? inARow + 1 : inARow;
      inARow = happening == Happening.ANSWERED ? 0 : inARow;
      circuit =
          switch (happening) {
            case ANSWERED -> circuit.answered();
            case FAILED -> circuit.failed(now, random);
            case UNTOLD -> circuit.untold(now);
            case TIME -> circuit;
          };
      assertEquals(inARow >= Circuit.MOST_FAILURES, !(circuit instanceof Circuit.Closed));
      Instant rested = now.plus(Circuit.LONGEST_REST.multipliedBy(2));
      assertTrue(circuit instanceof Circuit.Probing || circuit.from(rested).get().equals(rested));
      now = happening == Happening.TIME ? rested : now.plusSeconds(1);
    }
  }
}
