package dev.forebell.collector.metrics;

import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.DeliveryCounts;
import dev.forebell.collector.port.FleetView;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.MetricsText;
import dev.forebell.collector.port.OpenClocks;
import dev.forebell.collector.port.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Everything Prometheus scrapes, joined: own meters first, then fleet, incidents, delivery. */
public final class MetricsPage implements MetricsText {
  /** Values older than this are not shown: Prometheus would take them for new ones. */
  private static final Duration STALE_AFTER = Duration.ofMinutes(2);

  private final CollectorMeters meters;
  private final FleetView fleet;
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
    this.incidents = new IncidentExposition(incidents, clocks, customers);
    this.delivery = new DeliveryExposition(deliveries, outbox);
    this.time = time;
  }

  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public byte[] render() {
    Instant now = time.instant();
    Exposition out = new Exposition();
    new FleetExposition(STALE_AFTER).write(out, fleet.hosts(), now);
    incidents.write(out, now);
    delivery.write(out, now);
    return (meters.scrape() + out.text()).getBytes(StandardCharsets.UTF_8);
  }
}
