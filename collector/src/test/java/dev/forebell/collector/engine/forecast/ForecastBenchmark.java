package dev.forebell.collector.engine.forecast;

import dev.forebell.collector.engine.detect.HostProfile;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the table of {@code docs/benchmarks.md}: disks a shape and first seed are its arguments.
 */
public final class ForecastBenchmark {
  private ForecastBenchmark() {}

  /** Both methods on the same disks. */
  record Pair(Score forebell, Score leastSquares) {
    private Pair and(Pair other) {
      return new Pair(forebell.and(other.forebell), leastSquares.and(other.leastSquares));
    }
  }

  public static void main(String[] args) {
    int disks = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int seed = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
    System.out.print(
        table(
            run(
                ShippedRule.profile(),
                disks,
                seed,
                args.length > 2 ? Integer.parseInt(args[2]) : 1)));
  }

  /**
   * Runs both.
   *
   * @param step minutes between two samples
   */
  static Map<DiskShape, Pair> run(HostProfile profile, int disks, int firstSeed, int step) {
    Map<DiskShape, Pair> scores = new EnumMap<>(DiskShape.class);
    for (DiskShape shape : DiskShape.values()) {
      Pair pair = new Pair(Score.none(), Score.none());
      for (int i = 0; i < disks; i++) {
        Disk disk = shape.disk(firstSeed + i);
        pair =
            new Pair(
                pair.forebell.and(disk, Forebell.alarms(disk, profile, step), Forebell.AHEAD),
                pair.leastSquares.and(disk, LeastSquares.alarms(disk, step), LeastSquares.AHEAD));
      }
      scores.put(shape, pair);
    }
    return scores;
  }

  static Pair total(Map<DiskShape, Pair> scores) {
    return scores.values().stream().reduce(Pair::and).orElseThrow();
  }

  static String table(Map<DiskShape, Pair> scores) {
    StringBuilder table = new StringBuilder();
    table.append(
        """
        | shape | disks | true fills | foreseen >= 4 h: Forebell | least squares | false per disk-month: Forebell | least squares | median lead (h): Forebell | least squares | F1: Forebell | least squares |
        |---|---|---|---|---|---|---|---|---|---|---|
        """);
    scores.forEach((shape, pair) -> table.append(row(shape.title(), pair)));
    return table.append(row("**all**", total(scores))).toString();
  }

  private static String row(String name, Pair pair) {
    Score ours = pair.forebell;
    Score other = pair.leastSquares;
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %s | %s | %.3f | %.2f | %.0f | %.0f | %.2f | %.2f |%n",
        name,
        ours.disks(),
        ours.fills(),
        share(ours),
        share(other),
        ours.wrongPerMonth(),
        other.wrongPerMonth(),
        ours.lead(),
        other.lead(),
        ours.quality(),
        other.quality());
  }

  private static String share(Score score) {
    return score.fills() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f %%", 100 * score.shareForeseen());
  }
}
