package dev.forebell.collector.metrics;

import dev.forebell.collector.port.DeliveryCounts;
import dev.forebell.collector.port.DeliveryCounts.EndpointCounts;
import dev.forebell.collector.port.DeliveryCounts.Standing;
import dev.forebell.collector.port.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of notices to desks. */
final class DeliveryExposition {
  private final DeliveryCounts counts;
  private final Outbox outbox;

  DeliveryExposition(DeliveryCounts counts, Outbox outbox) {
    this.counts = counts;
    this.outbox = outbox;
  }

  void write(Exposition out, Instant now) {
    counts.counts().forEach(endpoint -> write(out, endpoint));
    List<Outbox.Backlog> backlog = outbox.backlog();
    for (Outbox.Backlog endpoint : backlog) {
      String labels = label("endpoint", endpoint.endpoint());
      out.family("forebell_outbox_waiting", "gauge", "Notices that wait for delivery")
          .count(labels, endpoint.waiting());
      out.family("forebell_outbox_dead_letters", "gauge", "Notices given up, to be replayed")
          .count(labels, endpoint.dead());
      out.family("forebell_outbox_oldest_seconds", "gauge", "Age of the oldest notice that waits")
          .count(labels, endpoint.oldest().map(since -> age(since, now)).orElse(0L));
    }
  }

  // What is held back on purpose has no age yet.
  private static long age(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toSeconds());
  }

  private static void write(Exposition out, EndpointCounts endpoint) {
    String labels = label("endpoint", endpoint.endpoint());
    out.family("forebell_delivery_delivered_total", "counter", "Notices a desk took")
        .count(labels, endpoint.delivered());
    out.family("forebell_delivery_dead_total", "counter", "Notices given up")
        .count(labels, endpoint.dead());
    out.family(
            "forebell_delivery_resting", "gauge", "1: it failed too often in a row and is spared")
        .count(labels, endpoint.standing() == Standing.RESTS ? 1 : 0);
    out.family("forebell_delivery_disabled", "gauge", "1: it answered 410 and gets nothing more")
        .count(labels, endpoint.standing() == Standing.GONE ? 1 : 0);
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
