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
 *
 * @param rest {@code host="..",customer="..",site=".."} with the closing brace and the blank
 */
record HostLayout(
    CustomerId customer,
    SiteId site,
    List<SeriesKey> series,
    List<SeriesShape> shapes,
    byte[] rest) {
  static HostLayout of(HostNow host, ShapeTable table) {
    List<SeriesKey> series = host.lastValues().stream().map(Sample::series).toList();
    return new HostLayout(
        host.customer(), host.site(), series, series.stream().map(table::of).toList(), rest(host));
  }

  private static byte[] rest(HostNow host) {
    return Labels.bytes(
        Labels.of(
                "host",
                host.host().value(),
                "customer",
                host.customer().value(),
                "site",
                host.site().value())
            + "} ");
  }

  /** Whether it is still where it was; its values are compared one by one. */
  boolean fits(HostNow host) {
    return series.size() == host.lastValues().size()
        && customer.equals(host.customer())
        && site.equals(host.site());
  }

  /** Whether a host sends exactly this. */
  boolean describes(HostNow host) {
    if (!fits(host)) {
      return false;
    }
    for (int i = 0; i < series.size(); i++) {
      if (!series.get(i).equals(host.lastValues().get(i).series())) {
        return false;
      }
    }
    return true;
  }
}
