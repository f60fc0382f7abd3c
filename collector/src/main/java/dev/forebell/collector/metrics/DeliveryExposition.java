package dev.forebell.collector.metrics;

import dev.forebell.collector.port.DeliveryCounts;
import dev.forebell.collector.port.DeliveryCounts.EndpointCounts;
import dev.forebell.collector.port.Outbox;
import java.util.List;

/** What became of notices to desks. */
final class DeliveryExposition {
  private final DeliveryCounts counts;
  private final Outbox outbox;

  DeliveryExposition(DeliveryCounts counts, Outbox outbox) {
    this.counts = counts;
    this.outbox = outbox;
  }

  void write(Exposition out) {
    counts.counts().forEach(endpoint -> write(out, endpoint));
    List<Outbox.Backlog> backlog = outbox.backlog();
    for (Outbox.Backlog endpoint : backlog) {
      String labels = label("endpoint", endpoint.endpoint());
      out.family("forebell_outbox_waiting", "gauge", "Notices that wait for delivery")
          .count(labels, endpoint.waiting());
      out.family("forebell_outbox_dead_letters", "gauge", "Notices given up, to be replayed")
          .count(labels, endpoint.dead());
    }
  }

  private static void write(Exposition out, EndpointCounts endpoint) {
    String labels = label("endpoint", endpoint.endpoint());
    out.family("forebell_delivery_delivered_total", "counter", "Notices a desk took")
        .count(labels, endpoint.delivered());
    out.family("forebell_delivery_dead_total", "counter", "Notices given up")
        .count(labels, endpoint.dead());
    endpoint
        .failed()
        .forEach(
            (reason, count) ->
                out.family("forebell_delivery_failed_total", "counter", "Attempts that failed")
                    .count(labels + "," + label("reason", reason), count));
  }

  private static String label(String name, String value) {
    StringBuilder text = new StringBuilder();
    Exposition.label(text, name, value);
    return text.toString();
  }
}
