package dev.forebell.collector.metrics;

import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.SiteId;
import java.util.List;

/**
 * Which series a host sent last, in order, and the labels that all of them carry. Holds for as long
 * as the host sends the same series in the same order, which is nearly always.
 */
final class HostLayout {
  private final CustomerId customer;
  private final SiteId site;
  private final List<SeriesKey> series;
  private final List<SeriesShape> shapes;
  private final byte[] rest;

  private HostLayout(HostNow host, List<SeriesKey> series, List<SeriesShape> shapes, byte[] rest) {
    this.customer = host.customer();
    this.site = host.site();
    this.series = series;
    this.shapes = shapes;
    this.rest = rest;
  }

  static HostLayout of(HostNow host, ShapeTable table) {
    List<SeriesKey> series = table.naming().values(host).stream().map(Sample::series).toList();
    return new HostLayout(
        host,
        series,
        series.stream().map(table::of).toList(),
        Labels.bytes(table.naming().host(host) + "} "));
  }

  /** Whether it is still where it was; its values are compared one by one. */
  boolean fits(HostNow host, List<Sample> samples) {
    return series.size() == samples.size()
        && customer.equals(host.customer())
        && site.equals(host.site());
  }

  /** Whether a host sends exactly this. */
  boolean describes(HostNow host, List<Sample> samples) {
    if (!fits(host, samples)) {
      return false;
    }
    for (int i = 0; i < series.size(); i++) {
      if (!series.get(i).equals(samples.get(i).series())) {
        return false;
      }
    }
    return true;
  }

  List<SeriesKey> series() {
    return series;
  }

  List<SeriesShape> shapes() {
    return shapes;
  }

  /** {@code host="..",customer="..",site=".."} with the closing brace and the blank. */
  byte[] rest() {
    return rest;
  }
}
