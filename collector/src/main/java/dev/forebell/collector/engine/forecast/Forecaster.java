package dev.forebell.collector.engine.forecast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Foretells when a rising quantity reaches a limit. Growth is looked for on several scales at once,
 * from hours to days, on the floors of blocks: teeth that are shorter than a block vanish. A scale
 * foretells only a few times as far as it looks back, so an hour's growth says nothing of next
 * week, and a disk that fills within hours is still seen in time.
 */
public final class Forecaster {
  private static final List<Scale> SCALES =
      List.of(
          new Scale(0.5, 6, 4, 0.5, 0.4, 0.9),
          new Scale(1, 5, 1.5, 0.5, 0.5, 0.9),
          new Scale(2, 5, 1.5, 0.5, 0.5, 0.9),
          new Scale(4, 5, 1, 0.5, 0.5, 0.5),
          new Scale(8, 5, 1, 0.3, 0.6, 0.5),
          new Scale(24, 5, 1.5, 0.1, 0.6, 0.5),
          new Scale(48, 5, 1.5, 0.1, 0.6, 0.5));

  private Forecaster() {}

  /**
   * The soonest end that any scale foresees; empty: no trend that reaches the limit.
   *
   * @param history of a quantity that is bad when high
   * @param limit what it must not reach
   * @param minimum how much history is needed to say anything
   */
  public static Optional<Outlook> of(History history, double limit, Duration minimum) {
    if (history.length().compareTo(minimum) < 0) {
      return Optional.empty();
    }
    Grid fine = Grid.fine(history);
    Grid hours = Grid.hours(history);
    Optional<Outlook> soonest = Optional.empty();
    for (Scale scale : SCALES) {
      Grid grid = scale.spanHours() <= fine.mostHours(History.FINE_KEPT) ? fine : hours;
      soonest = sooner(soonest, Trend.of(grid, hours, scale), history, limit);
    }
    return soonest;
  }

  private static Optional<Outlook> sooner(
      Optional<Outlook> known, Optional<Trend> trend, History history, double limit) {
    Optional<Outlook> other = trend.flatMap(found -> found.outlook(history, limit));
    if (other.isEmpty() || known.isEmpty()) {
      return other.or(() -> known);
    }
    return other.orElseThrow().likely().isBefore(known.orElseThrow().likely()) ? other : known;
  }
}
