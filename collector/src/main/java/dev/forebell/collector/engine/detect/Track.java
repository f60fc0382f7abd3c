package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.Point;
import java.util.List;
import java.util.Optional;

/**
 * The recent past of one judged quantity.
 *
 * @param raw newest reading as measured, for rates
 * @param points points of the window, oldest first; empty where the rule has none
 */
record Track(Point raw, List<Point> points) {
  Track {
    points = List.copyOf(points);
  }

  /** What a reading did to a track, and the quantity to judge; empty: nothing can be said yet. */
  record Advance(Track track, Optional<Point> judged) {}

  /**
   * One reading more.
   *
   * @param value what the reading amounts to after rate and quotient; empty: nothing yet
   */
  static Advance advance(
      Optional<Track> before,
      Rule.Threshold rule,
      Point reading,
      Optional<Point> value,
      Cadence cadence) {
    List<Point> points = before.map(Track::points).orElse(List.of());
    if (rule.window().isEmpty() || value.isEmpty()) {
      return new Advance(new Track(reading, points), value);
    }
    Rule.Window window = rule.window().orElseThrow();
    List<Point> slid = Window.slide(points, value.orElseThrow(), window.length());
    return new Advance(
        new Track(reading, slid),
        Window.aggregate(slid, window, cadence.interval(), cadence.maxGap()));
  }
}
