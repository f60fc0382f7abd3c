package dev.forebell.collector.metrics;

import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.DeliveryCounts;
import dev.forebell.collector.port.FleetView;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.MetricsSource;
import dev.forebell.collector.port.OpenClocks;
import dev.forebell.collector.port.Outbox;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Everything Prometheus scrapes, joined: own meters first, then fleet, incidents, delivery. A
 * customer's reader sees hosts and incidents of that customer only.
 */
public final class MetricsPage implements MetricsSource {
  /** Values older than this are not shown: Prometheus would take them for new ones. */
  private static final Duration STALE_AFTER = Duration.ofMinutes(2);

  private final CollectorMeters meters;
  private final FleetView fleet;
  private final FleetExposition values = new FleetExposition(STALE_AFTER);
  private final IncidentExposition incidents;
  private final DeliveryExposition delivery;
  private final InstantSource time;

  public MetricsPage(
      CollectorMeters meters,
      FleetView fleet,
      IncidentReader incidents,
      OpenClocks clocks,
      CustomerBook customers,
      DeliveryCounts deliveries,
      Outbox outbox,
      InstantSource time) {
    this.meters = meters;
    this.fleet = fleet;
    this.incidents = new IncidentExposition(new OpenIncidents(incidents, clocks), customers);
    this.delivery = new DeliveryExposition(deliveries, outbox);
    this.time = time;
  }

  @Override
  public void write(Scrape scrape, OutputStream out) throws IOException {
    Instant now = time.instant();
    Lines lines = new Lines(out, scrape.format());
    boolean all = scrape.customer().isEmpty();
    if (all) {
      lines.text(meters.scrape(scrape.format()));
    }
    Predicate<HostNow> shown =
        host -> all || scrape.customer().filter(host.customer()::equals).isPresent();
    values.write(fleet.hosts(), shown, now, lines);
    incidents.write(scrape.customer(), now, lines);
    if (all) {
      delivery.write(now, lines);
    }
    lines.end();
  }
}
