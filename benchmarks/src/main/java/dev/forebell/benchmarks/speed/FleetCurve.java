package dev.forebell.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one agent more costs a collector, from a small fleet to a big one. */
final class FleetCurve {
  private static final int[] FLEETS = {1_000, 2_500, 5_000, 10_000};
  private static final double KIB = 1 << 10;

  /**
   * One fleet.
   *
   * @param processor of the collector, in milliseconds an agent and minute
   * @param memory resident, in KiB an agent
   */
  private record Point(int agents, double processor, double memory) {}

  private FleetCurve() {}

  /** Measures fleets over TLS and draws the curve into the checkout's {@code docs/}. */
  static List<Row> measure(Bench bench) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (int agents : FLEETS) {
      JsonNode result = Fleets.cost(bench, String.valueOf(agents), "--tls");
      Point point = point(agents, result);
      points.add(point);
      rows.add(
          new Row(
              agents + " agents over TLS, 10 s: processor an agent and minute, memory an agent",
              Row.number(point.processor(), "ms") + ", " + Row.number(point.memory(), "KiB"),
              "flat"));
    }
    Path picture = bench.home().resolve("docs/fleet-curve.svg");
    Files.writeString(picture, svg(points));
    System.err.println("speed: drew " + picture);
    return rows;
  }

  private static Point point(int agents, JsonNode result) {
    double seconds = result.path("collector_cpu_seconds").asDouble();
    double minutes = result.path("measured_seconds").asDouble() / 60;
    double bytes = result.path("collector_memory_bytes").asDouble();
    return new Point(agents, 1000 * seconds / minutes / agents, bytes / KIB / agents);
  }

  private static String svg(List<Point> points) {
    LinePlot processor = new LinePlot("Processor time, ms an agent and minute", 50);
    LinePlot memory = new LinePlot("Resident memory, KiB an agent", 370);
    for (Point point : points) {
      processor.add(point.agents(), point.processor());
      memory.add(point.agents(), point.memory());
    }
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 260" font-family="sans-serif" font-size="11">
        <rect width="680" height="260" fill="#fff"/>
        %s%s</svg>
        """,
        processor.svg(),
        memory.svg());
  }
}
