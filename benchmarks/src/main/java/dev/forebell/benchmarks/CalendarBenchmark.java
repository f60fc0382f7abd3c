package dev.forebell.benchmarks;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Deadlines in the sample calendar of Chinese office hours, from every minute of a month. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CalendarBenchmark {
  private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
  private static final int MINUTES = 28 * 24 * 60;

  @Param({"2", "40"})
  public int hours;

  private WorkingTime working = new WorkingTime(BusinessCalendar.always());
  private Amount amount = new Amount.OpenTime(Duration.ZERO);
  private int minute;

  @Setup
  public void load() {
    working =
        new WorkingTime(
            Optional.ofNullable(Material.configuration().calendars().get("cn-5x8")).orElseThrow());
    amount = new Amount.OpenTime(Duration.ofHours(hours));
  }

  @Benchmark
  public Deadline deadline() {
    // 7919 is a prime: all minutes come, in no order.
    minute = (minute + 7919) % MINUTES;
    return working.deadline(START.plus(Duration.ofMinutes(minute)), amount);
  }
}
