package dev.forebell.collector.metrics;

import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The order in which a fleet's series are written: all of one shape together, host by host. Hosts
 * send values in their own order; the plan says where each goes, so that a scrape is one walk
 * through the hosts, gathering numbers, and one through the plan, writing them, with the text of a
 * shape and of a host at hand. Immutable.
 */
final class FleetPlan {
  /** There is no value: unavailable, old, or of somebody else. Readings are finite. */
  private static final double ABSENT = Double.NaN;

  private final List<HostId> hosts;
  private final HostLayout[] layouts;
  private final int[][] places;
  private final SeriesShape[] shapes;
  private final int[] shapeEnds;
  private final int[] hostAt;

  private FleetPlan(
      List<HostId> hosts,
      HostLayout[] layouts,
      int[][] places,
      SeriesShape[] shapes,
      int[] shapeEnds,
      int[] hostAt) {
    this.hosts = hosts;
    this.layouts = layouts;
    this.places = places;
    this.shapes = shapes;
    this.shapeEnds = shapeEnds;
    this.hostAt = hostAt;
  }

  /** The plan for these hosts and their layouts, one for one. */
  static FleetPlan of(List<HostId> hosts, List<HostLayout> layouts, ShapeTable table) {
    int[] counts = new int[table.size()];
    layouts.forEach(layout -> layout.shapes().forEach(shape -> counts[shape.ordinal()]++));
    List<SeriesShape> used =
        table.sorted().stream().filter(shape -> counts[shape.ordinal()] > 0).toList();
    int[] next = new int[table.size()];
    int[] ends = new int[used.size()];
    int total = 0;
    for (int i = 0; i < ends.length; i++) {
      next[used.get(i).ordinal()] = total;
      total += counts[used.get(i).ordinal()];
      ends[i] = total;
    }
    int[] hostAt = new int[total];
    int[][] places = new int[layouts.size()][];
    for (int host = 0; host < places.length; host++) {
      List<SeriesShape> its = layouts.get(host).shapes();
      places[host] = new int[its.size()];
      for (int i = 0; i < its.size(); i++) {
        int place = next[its.get(i).ordinal()]++;
        places[host][i] = place;
        hostAt[place] = host;
      }
    }
    return new FleetPlan(
        List.copyOf(hosts),
        layouts.toArray(HostLayout[]::new),
        places,
        used.toArray(SeriesShape[]::new),
        ends,
        hostAt);
  }

  /** The layouts of hosts that still send what they sent, for the next plan. */
  List<HostLayout> layouts() {
    return List.of(layouts);
  }

  List<HostId> hosts() {
    return hosts;
  }

  /** The plan with no value yet. */
  Filled empty() {
    return new Filled();
  }

  /** The values of one scrape, each in its place. One thread. */
  final class Filled {
    private final double[] values = new double[hostAt.length];

    private Filled() {
      Arrays.fill(values, ABSENT);
    }

    /**
     * Takes over a host's values.
     *
     * @param at its place among the hosts
     * @param samples what is shown of it
     * @return whether it still sends what the plan was made for; if not, nothing counts
     */
    boolean take(int at, HostNow host, List<Sample> samples) {
      HostLayout layout = layouts[at];
      if (!layout.fits(host, samples)) {
        return false;
      }
      int[] its = places[at];
      for (int i = 0; i < its.length; i++) {
        Sample sample = samples.get(i);
        if (!isSame(sample.series(), layout.series().get(i))) {
          return false;
        }
        if (sample.reading() instanceof Reading.Value(double value)) {
          values[its[i]] = value;
        }
      }
      return true;
    }

    /** Writes them, family by family; what has no value is left out. */
    void write(Lines out) throws IOException {
      String begun = "";
      int place = 0;
      for (int i = 0; i < shapes.length; i++) {
        SeriesShape shape = shapes[i];
        for (; place < shapeEnds[i]; place++) {
          double value = values[place];
          if (!Double.isNaN(value)) {
            begun = begin(shape.family(), begun, out);
            out.line(shape.start(), layouts[hostAt[place]].rest(), value);
          }
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // one connection sends the same object time and again
  private static boolean isSame(SeriesKey one, SeriesKey other) {
    return one == other || one.equals(other);
  }

  /** The head before a family's first line. */
  private static String begin(Family family, String begun, Lines out) throws IOException {
    if (!family.name().equals(begun)) {
      out.head(family);
    }
    return family.name();
  }
}
