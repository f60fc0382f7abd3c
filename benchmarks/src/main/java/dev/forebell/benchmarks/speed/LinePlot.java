package dev.forebell.benchmarks.speed;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A line through some points, both axes from nought, as a part of an SVG. */
final class LinePlot {
  private static final int TOP = 40;
  private static final int WIDTH = 260;
  private static final int HEIGHT = 170;

  private final String title;
  private final int left;
  private final SortedMap<Integer, Double> points = new TreeMap<>();

  /**
   * An empty one.
   *
   * @param left where its vertical axis stands, in pixels
   */
  LinePlot(String title, int left) {
    this.title = title;
    this.left = left;
  }

  void add(int x, double y) {
    points.put(x, y);
  }

  String svg() {
    double most = points.values().stream().mapToDouble(y -> y).max().orElse(1) * 1.15;
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"20\" font-weight=\"bold\">%s</text>%n"
                + "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#555\"/>%n",
            left - 20,
            title,
            left,
            TOP,
            TOP + HEIGHT,
            left + WIDTH));
    points.forEach(
        (x, y) -> {
          double px = left + (double) WIDTH * x / points.lastKey();
          double py = TOP + HEIGHT * (1 - y / most);
          line.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, py));
          text.append(
              String.format(
                  Locale.ROOT,
                  "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#0a66c2\"/>%n"
                      + "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%,.1f</text>%n"
                      + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
                  px,
                  py,
                  px,
                  py - 8,
                  y,
                  px,
                  TOP + HEIGHT + 16,
                  x));
        });
    text.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"#0a66c2\" stroke-width=\"2\"/>%n"
                + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">agents</text>%n",
            line.toString().strip(),
            left + WIDTH / 2,
            TOP + HEIGHT + 34));
    return text.toString();
  }
}
