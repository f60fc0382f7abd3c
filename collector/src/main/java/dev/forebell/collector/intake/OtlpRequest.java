package dev.forebell.collector.intake;

import dev.forebell.collector.intake.SentSeries.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An {@code ExportMetricsServiceRequest} while it is read: gauges and sums of hosts, within the
 * limits. The parts of a message may come in any order. One thread.
 */
final class OtlpRequest {
  // Which machine a resource is, the first that is there.
  private static final List<String> HOST = List.of("host.name", "k8s.node.name", "host.id");

  private final IntakeLimits limits;
  private final List<Resource> resources = new ArrayList<>();
  private int points;

  OtlpRequest(IntakeLimits limits) {
    this.limits = limits;
  }

  /** Who measured. */
  final class Resource {
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Metric> metrics = new ArrayList<>();

    void attribute(String name, String value) throws BadRequest {
      put(attributes, name, value);
    }

    Metric metric() throws BadRequest {
      if (metrics.size() >= limits.series()) {
        throw new BadRequest(413, "over " + limits.series() + " metrics");
      }
      Metric metric = new Metric();
      metrics.add(metric);
      return metric;
    }
  }

  /** A gauge or a sum; any other kind has no points here. */
  final class Metric {
    private String name = "";
    private boolean delta;
    private final List<DataPoint> data = new ArrayList<>();

    void name(String text) throws BadRequest {
      name = bounded(text);
    }

    /** Its values are differences, not sums since some start. */
    void delta() {
      delta = true;
    }

    DataPoint point() throws BadRequest {
      if (++points > limits.samples()) {
        throw new BadRequest(413, "over " + limits.samples() + " data points");
      }
      DataPoint point = new DataPoint();
      data.add(point);
      return point;
    }
  }

  /** One number of one time. */
  final class DataPoint {
    private static final long NO_RECORDED_VALUE = 1;

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private long nanos;
    private double value;
    private boolean absent;

    void attribute(String name, String text) throws BadRequest {
      put(attributes, name, text);
    }

    /** Time in nanoseconds since 1970. */
    void nanos(long time) {
      nanos = time;
    }

    void value(double number) {
      value = number;
    }

    void flags(long bits) {
      absent = (bits & NO_RECORDED_VALUE) != 0;
    }
  }

  /**
   * What is in it.
   *
   * @param series those of known metrics and all others, each with the name of its host
   * @param lost data points of known metrics that cannot be taken
   * @param refused why, once each
   */
  record Content(List<SentSeries> series, long lost, List<String> refused) {}

  Resource resource() throws BadRequest {
    if (resources.size() >= limits.series()) {
      throw new BadRequest(413, "over " + limits.series() + " resources");
    }
    Resource resource = new Resource();
    resources.add(resource);
    return resource;
  }

  private void put(Map<String, String> attributes, String name, String value) throws BadRequest {
    if (attributes.size() >= limits.labels()) {
      throw new BadRequest("over " + limits.labels() + " attributes");
    }
    attributes.put(bounded(name), bounded(value));
  }

  private String bounded(String text) throws BadRequest {
    // A character has three bytes at most, half a pair of surrogates two.
    if (text.length() > limits.textBytes()) {
      throw new BadRequest("a name or value has over " + limits.textBytes() + " characters");
    }
    return text;
  }

  /**
   * The message, all of it read.
   *
   * @param known whether a metric of a name is of use
   */
  Content content(Predicate<String> known) {
    List<SentSeries> series = new ArrayList<>();
    Map<String, Boolean> refused = new LinkedHashMap<>();
    long lost = 0;
    for (Resource resource : resources) {
      Optional<String> host =
          HOST.stream()
              .flatMap(name -> Stream.ofNullable(resource.attributes.get(name)))
              .findFirst();
      for (Metric metric : resource.metrics) {
        if (metric.delta && known.test(metric.name)) {
          lost += metric.data.size();
          refused.put(metric.name + " is of delta temporality; cumulative is expected", true);
        } else {
          metric.data.forEach(point -> series.add(sent(host, metric.name, point)));
        }
      }
    }
    return new Content(series, lost, List.copyOf(refused.keySet()));
  }

  private static SentSeries sent(Optional<String> host, String name, DataPoint point) {
    Map<String, String> labels = new TreeMap<>();
    point.attributes.forEach((attribute, value) -> labels.put(shortened(attribute), value));
    labels.put("__name__", name);
    // Never by an attribute of the point: it is the resource that is a machine.
    labels.put("host", host.orElse(""));
    labels.remove("instance");
    double value = point.absent ? Double.NaN : point.value;
    return new SentSeries(
        Labels.of(labels), List.of(new Point(TimeUnit.NANOSECONDS.toMillis(point.nanos), value)));
  }

  /** The receiver's names; the conventions have others, and had others before. */
  private static String shortened(String attribute) {
    return switch (attribute) {
      case "cpu.mode",
          "system.cpu.state",
          "system.memory.state",
          "system.filesystem.state",
          "system.paging.state",
          "network.connection.state" ->
          "state";
      case "system.device", "network.interface.name" -> "device";
      case "disk.io.direction", "network.io.direction" -> "direction";
      case "system.filesystem.mountpoint" -> "mountpoint";
      case "system.filesystem.type" -> "type";
      case "system.filesystem.mode" -> "mode";
      case "network.transport" -> "protocol";
      case "process.state", "system.process.status" -> "status";
      case "cpu.logical_number", "system.cpu.logical_number" -> "cpu";
      default -> attribute;
    };
  }
}
