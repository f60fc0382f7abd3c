package dev.forebell.collector.app.simulate;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The one timer of an event loop, a wheel whose slots are ten milliseconds: a timer for each
 * heartbeat of thousands of agents costs more than what they send. The loop's only.
 */
final class FleetPulse {
  private static final System.Logger LOG = System.getLogger(FleetPulse.class.getName());
  private static final int TICK_MILLIS = 10;
  private static final int SLOTS = 1024;

  /** Something that is done again and again until it is ended. */
  static final class Beating {
    private final Runnable task;
    private final long every;
    private long due;
    private boolean over;

    private Beating(Runnable task, long every, long due) {
      this.task = task;
      this.every = every;
      this.due = due;
    }

    void end() {
      over = true;
    }
  }

  private final List<List<Beating>> slots = new ArrayList<>();
  private final LongSupplier millis;
  private long ticked;

  /**
   * At rest: somebody must turn it.
   *
   * @param millis since its start
   */
  FleetPulse(LongSupplier millis) {
    this.millis = millis;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayList<>());
    }
  }

  /** Begins to beat on this loop, which tells of its pauses. */
  static FleetPulse on(Context loop, FleetTally tally) {
    long started = System.nanoTime();
    FleetPulse pulse =
        new FleetPulse(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    loop.runOnContext(_ -> loop.owner().setPeriodic(TICK_MILLIS, _ -> tally.paused(pulse.turn())));
    return pulse;
  }

  /** Does it after {@code phase} milliseconds, and then every so many, both to the next tick. */
  Beating every(long phase, long every, Runnable task) {
    Beating beating = new Beating(task, ticks(every), ticked + ticks(phase));
    slot(beating.due).add(beating);
    return beating;
  }

  private static long ticks(long millis) {
    return Math.max(1, (millis + TICK_MILLIS - 1) / TICK_MILLIS);
  }

  private List<Beating> slot(long tick) {
    return slots.get((int) (tick % SLOTS));
  }

  /**
   * A loop that was held up does what it missed.
   *
   * @return milliseconds since the last turn, to the tick
   */
  long turn() {
    long before = ticked;
    long now = millis.getAsLong() / TICK_MILLIS;
    while (ticked < now) {
      ticked++;
      tick(slot(ticked));
    }
    return (ticked - before) * TICK_MILLIS;
  }

  private void tick(List<Beating> slot) {
    List<Beating> here = List.copyOf(slot);
    slot.clear();
    for (Beating beating : here) {
      if (!beating.over) {
        boolean due = beating.due == ticked;
        beating.due += due ? beating.every : 0;
        slot(beating.due).add(beating);
        if (due) {
          guarded(beating.task);
        }
      }
    }
  }

  /** A fault in one agent must not end the others. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a simulated agent failed", e);
    }
  }
}
