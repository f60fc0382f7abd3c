package dev.forebell.collector.intake;

import dev.forebell.collector.intake.IntakeCounters.Count;
import dev.forebell.collector.port.AlertSink;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.AlertMetrics;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What sources say is wrong, given to the hosts that it concerns. Thread-safe. */
final class Alerts {
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final int TRIES = 75;
  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  private final AlertSink sink;
  private final IntakeCounters counters;

  Alerts(AlertSink sink, IntakeCounters counters) {
    this.sink = sink;
    this.counters = counters;
  }

  /**
   * What became of alerts.
   *
   * @param refused that no host could be found for
   * @param committed done when the others are committed
   */
  record Outcome(int taken, int refused, CompletableFuture<Void> committed) {}

  /** Takes alerts, each host's in their order. */
  Outcome take(Source source, List<Alert> alerts) {
    SortedMap<HostId, List<Sample>> byHost = new TreeMap<>();
    int refused = 0;
    for (Alert alert : alerts) {
      Optional<HostId> host = sink.place(source, alert.host());
      refused += host.isPresent() ? 0 : 1;
      host.ifPresent(
          id -> byHost.computeIfAbsent(id, _ -> new ArrayList<>()).add(sample(source, id, alert)));
    }
    int taken = alerts.size() - refused;
    counters.add(Count.ALERTS, taken);
    counters.add(Count.ALERTS_REFUSED, refused);
    List<CompletableFuture<Void>> waits = new ArrayList<>();
    byHost.forEach((host, samples) -> waits.add(said(host, samples, TRIES)));
    return new Outcome(
        taken, refused, CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)));
  }

  private static Sample sample(Source source, HostId host, Alert alert) {
    TreeMap<String, String> attributes = new TreeMap<>();
    attributes.put(AlertMetrics.NAME, alert.name());
    attributes.put(AlertMetrics.ID, alert.id());
    attributes.put(AlertMetrics.SOURCE, source.id());
    if (!alert.details().isEmpty()) {
      attributes.put(AlertMetrics.DETAIL, alert.detail());
    }
    alert
        .host()
        .filter(named -> !named.equals(host))
        .ifPresent(named -> attributes.put(AlertMetrics.HOST, named.value()));
    return Sample.of(AlertMetrics.LEVEL.series(attributes), alert.level().value());
  }

  /** Says it again until the host is there: a new one joins within a moment. */
  private CompletableFuture<Void> said(HostId host, List<Sample> samples, int tries) {
    return sink.reported(host, samples)
        .thenCompose(there -> there ? DONE : again(host, samples, tries - 1))
        .toCompletableFuture();
  }

  private CompletionStage<Void> again(HostId host, List<Sample> samples, int tries) {
    if (tries == 0) {
      return CompletableFuture.failedStage(
          new IllegalStateException("host " + host + " did not join"));
    }
    return CompletableFuture.completedFuture(host)
        .thenComposeAsync(again -> said(again, samples, tries), later());
  }

  private static Executor later() {
    return CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
