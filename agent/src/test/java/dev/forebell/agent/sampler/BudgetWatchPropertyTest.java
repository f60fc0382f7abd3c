package dev.forebell.agent.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.probe.CostClass;
import dev.forebell.agent.sampler.BudgetWatch.Spent;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BudgetWatchPropertyTest {
  private static final Budget BUDGET = new Budget(Duration.ofSeconds(5), 80L << 20);
  private static final double PER_SECOND = 5.0 / 3600;

  @Property
  void whoKeepsTheBudgetIsNeverStretched(
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @IntRange(min = 1, max = 300) int every) {
    BudgetWatch watch = BudgetWatch.start(BUDGET);
    for (int i = 0; i < 500; i++) {
      long passed = (long) i * every;
      watch = watch.after(spent(passed, passed * PER_SECOND * share, 10));
      assertEquals(Thrift.NONE, watch.thrift());
    }
  }

  @Property
  void whoSpendsMoreThanTwiceTheBudgetIsStretchedWithinAnHour(
      @ForAll @DoubleRange(min = 2, max = 100) double share,
      @ForAll @IntRange(min = 1, max = 300) int every) {
    BudgetWatch watch = BudgetWatch.start(BUDGET);
    for (int t = 0; t <= 3600; t += every) {
      watch = watch.after(spent(t, t * PER_SECOND * share, 10));
    }
    assertTrue(watch.thrift() != Thrift.NONE, watch.toString());
  }

  @Property
  void theAllowanceStaysWithinBoundsAndTheDearestAreStretchedMost(
      @ForAll @Size(max = 60) List<@DoubleRange(min = -10, max = 50) Double> steps,
      @ForAll @IntRange(min = -100, max = 100_000) int jump) {
    BudgetWatch watch = BudgetWatch.start(BUDGET);
    double cpu = 0;
    int t = 0;
    for (double step : steps) {
      cpu += step;
      t += jump;
      watch = watch.after(spent(t, cpu, 10));
      assertTrue(Math.abs(watch.allowance()) <= 5, watch.toString());
      assertTrue(stretch(watch, CostClass.HIGH) >= stretch(watch, CostClass.MEDIUM));
      assertTrue(stretch(watch, CostClass.MEDIUM) >= stretch(watch, CostClass.LOW));
      assertTrue(stretch(watch, CostClass.LOW) >= 1);
    }
  }

  @Property
  void savingEndsWhenNothingIsSpentAnyMore(@ForAll @IntRange(min = 0, max = 1000) int burst) {
    BudgetWatch watch =
        BudgetWatch.start(BUDGET).after(spent(0, 0, 10)).after(spent(10, burst, 10));
    watch = watch.after(spent(10 + 2 * 3600, burst, 10));
    assertEquals(Thrift.NONE, watch.thrift());
  }

  @Example
  void whatStartingCostsIsNotHeldAgainstTheHour() {
    assertEquals(0, BudgetWatch.start(BUDGET).after(spent(0, 4.9, 10)).cpuUtilization());
  }

  @Example
  void nearTheMemoryBudgetDearProbesAreStretchedUntilItIsFarAgain() {
    BudgetWatch watch = BudgetWatch.start(BUDGET).after(spent(0, 0, 70));
    assertEquals(Thrift.NONE, watch.thrift());
    watch = watch.after(spent(10, 0, 73));
    assertEquals(Thrift.SOME, watch.thrift());
    watch = watch.after(spent(20, 0, 66));
    assertEquals(Thrift.SOME, watch.thrift());
    assertEquals(Thrift.NONE, watch.after(spent(30, 0, 60)).thrift());
  }

  @Example
  void degreesBeginOneAfterTheOtherAndEndLaterThanTheyBegan() {
    BudgetWatch watch = BudgetWatch.start(BUDGET).after(spent(0, 0, 10));
    watch = watch.after(spent(0, 2.6, 10));
    assertEquals(Thrift.SOME, watch.thrift());
    watch = watch.after(spent(0, 3.6, 10));
    assertEquals(Thrift.MUCH, watch.thrift());
    watch = watch.after(spent(0, 4.3, 10));
    assertEquals(Thrift.UTMOST, watch.thrift());
    // Refilled to 29 %: above where the last degree began, not by enough to end it.
    watch = watch.after(spent(540, 4.3, 10));
    assertEquals(Thrift.UTMOST, watch.thrift());
    assertEquals(Thrift.MUCH, watch.after(spent(720, 4.3, 10)).thrift());
  }

  private static int stretch(BudgetWatch watch, CostClass cost) {
    return watch.thrift().stretch(cost);
  }

  private static Spent spent(long second, double cpu, long mebibytes) {
    return new Spent(Duration.ofSeconds(second), cpu, OptionalLong.of(mebibytes << 20));
  }
}
