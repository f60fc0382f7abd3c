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
import java.util.List;
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
  private final FleetExposition values = new FleetExposition(Naming.OPEN_TELEMETRY, STALE_AFTER);
  private final FleetExposition nodeValues = new FleetExposition(new NodeNaming(), STALE_AFTER);
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
    Lines lines = new Lines(out, scrape.format());
    switch (scrape.names()) {
      case OPEN_TELEMETRY -> openTelemetry(scrape, lines);
      case NODE_EXPORTER -> nodeValues.write(fleet.hosts(), shown(scrape), time.instant(), lines);
    }
    lines.end();
  }

  private void openTelemetry(Scrape scrape, Lines lines) throws IOException {
    Instant now = time.instant();
    boolean all = scrape.customer().isEmpty();
    if (all) {
      lines.text(meters.scrape(scrape.format()));
    }
    List<HostNow> hosts = fleet.hosts();
    HostStates.write(hosts.stream().filter(shown(scrape)).toList(), lines);
    values.write(hosts, shown(scrape), now, lines);
    incidents.write(scrape.customer(), now, lines);
    if (all) {
      delivery.write(now, lines);
    }
  }

  private static Predicate<HostNow> shown(Scrape scrape) {
    return host -> scrape.customer().map(host.customer()::equals).orElse(true);
  }
}
