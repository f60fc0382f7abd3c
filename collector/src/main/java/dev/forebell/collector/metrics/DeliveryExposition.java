package dev.forebell.collector.metrics;

import dev.forebell.collector.port.DeliveryCounts;
import dev.forebell.collector.port.DeliveryCounts.EndpointCounts;
import dev.forebell.collector.port.DeliveryCounts.Standing;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Backlog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What became of notices to desks. */
final class DeliveryExposition {
  private static final Family FAILED =
      Family.counter("forebell_delivery_failed", "Attempts that failed");

  private final DeliveryCounts counts;
  private final Outbox outbox;

  DeliveryExposition(DeliveryCounts counts, Outbox outbox) {
    this.counts = counts;
    this.outbox = outbox;
  }

  void write(Instant now, Lines out) throws IOException {
    delivered(counts.counts(), out);
    waiting(outbox.backlog(), now, out);
  }

  private static void delivered(Collection<EndpointCounts> endpoints, Lines out)
      throws IOException {
    Function<EndpointCounts, String> name = EndpointCounts::endpoint;
    each(
        Family.counter("forebell_delivery_delivered", "Notices a desk took"),
        endpoints,
        name,
        EndpointCounts::delivered,
        out);
    each(
        Family.counter("forebell_delivery_dead", "Notices given up"),
        endpoints,
        name,
        EndpointCounts::dead,
        out);
    each(
        Family.gauge("forebell_delivery_resting", "1: it failed too often in a row and is spared"),
        endpoints,
        name,
        one -> one.standing() == Standing.RESTS ? 1 : 0,
        out);
    each(
        Family.gauge("forebell_delivery_disabled", "1: it answered 410 and gets nothing more"),
        endpoints,
        name,
        one -> one.standing() == Standing.GONE ? 1 : 0,
        out);
    failed(endpoints, out);
  }

  private static void failed(Collection<EndpointCounts> endpoints, Lines out) throws IOException {
    if (endpoints.stream().allMatch(one -> one.failed().isEmpty())) {
      return;
    }
    out.head(FAILED);
    for (EndpointCounts endpoint : endpoints) {
      for (Map.Entry<String, Long> entry : endpoint.failed().entrySet()) {
        Labels labels = Labels.of("endpoint", endpoint.endpoint(), "reason", entry.getKey());
        out.sample(FAILED, labels, entry.getValue());
      }
    }
  }

  private static void waiting(List<Backlog> backlog, Instant now, Lines out) throws IOException {
    Function<Backlog, String> name = Backlog::endpoint;
    each(
        Family.gauge("forebell_outbox_waiting", "Notices that wait for delivery"),
        backlog,
        name,
        Backlog::waiting,
        out);
    each(
        Family.gauge("forebell_outbox_dead_letters", "Notices given up, to be replayed"),
        backlog,
        name,
        Backlog::dead,
        out);
    each(
        Family.gauge("forebell_outbox_oldest_seconds", "Age of the oldest notice that waits"),
        backlog,
        name,
        one -> one.oldest().map(since -> age(since, now)).orElse(0L),
        out);
  }

  // What is held back on purpose has no age yet.
  private static long age(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toSeconds());
  }

  private static <T> void each(
      Family family,
      Collection<T> endpoints,
      Function<T, String> name,
      ToDoubleFunction<T> value,
      Lines out)
      throws IOException {
    if (!endpoints.isEmpty()) {
      out.head(family);
    }
    for (T endpoint : endpoints) {
      Labels labels = Labels.of("endpoint", name.apply(endpoint));
      out.sample(family, labels, value.applyAsDouble(endpoint));
    }
  }
}
