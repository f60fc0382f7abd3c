package dev.forebell.collector.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FleetPulseTest {
  private final AtomicLong now = new AtomicLong();
  private final FleetPulse pulse = new FleetPulse(now::get);

  /** However the loop is held up, and also when the time is longer than a turn of the wheel. */
  @Property(tries = 200)
  void eachBeatsAsOftenAsItShould(
      @ForAll @IntRange(min = 1, max = 3_000) int phase,
      @ForAll @IntRange(min = 1, max = 3_000) int every,
      @ForAll long seed) {
    AtomicLong time = new AtomicLong();
    FleetPulse wheel = new FleetPulse(time::get);
    List<Long> beats = new ArrayList<>();
    wheel.every(phase * 10L, every * 10L, () -> beats.add(time.get()));
    Random dice = new Random(seed);
    while (time.get() < 100_000) {
      time.addAndGet(1 + dice.nextInt(400));
      wheel.turn();
    }
    long due = time.get() < phase * 10L ? 0 : 1 + (time.get() - phase * 10L) / (every * 10L);
    assertEquals(due, beats.size());
    for (int i = 0; i < beats.size(); i++) {
      long late = beats.get(i) - (phase + (long) i * every) * 10;
      assertTrue(late >= 0 && late <= 400, late + " ms late");
    }
  }

  @Test
  void aTurnSaysHowLongItWasHeldUp() {
    now.set(40);
    assertEquals(40, pulse.turn());
    now.set(5_049);
    assertEquals(5_000, pulse.turn());
  }

  @Test
  void whatIsEndedBeatsNoMore() {
    List<Long> beats = new ArrayList<>();
    FleetPulse.Beating beating = pulse.every(10, 10, () -> beats.add(now.get()));
    now.set(30);
    pulse.turn();
    beating.end();
    now.set(60);
    pulse.turn();
    assertEquals(3, beats.size());
  }

  @Test
  void oneThatFailsDoesNotEndTheOthers() {
    List<Long> beats = new ArrayList<>();
    pulse.every(
        10,
        10,
        () -> {
          throw new IllegalStateException("planted");
        });
    pulse.every(10, 10, () -> beats.add(now.get()));
    now.set(30);
    pulse.turn();
    assertEquals(3, beats.size());
  }
}
