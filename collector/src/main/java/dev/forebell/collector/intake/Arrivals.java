package dev.forebell.collector.intake;

import dev.forebell.collector.intake.HostAssembler.Scrape;
import dev.forebell.collector.intake.HostAssembler.Taken;
import dev.forebell.collector.intake.IntakeCounters.Count;
import dev.forebell.collector.intake.SentSeries.Point;
import dev.forebell.collector.port.ArrivalSink;
import dev.forebell.collector.port.ArrivalSink.Admission;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What sources sent, sorted by host and put together. Thread-safe. */
final class Arrivals {
  // Kept by Prometheus itself and no part of what the exporter said.
  private static final Set<String> SURROUNDINGS =
      Set.of("__name__", "host", "instance", "job", "customer", "site");

  private final ArrivalSink sink;
  private final IntakeCounters counters;
  private final InstantSource time;
  private final Function<Source, Duration> spread;
  private final Map<HostId, Host> hosts = new HashMap<>(); // guarded by this

  /**
   * Nothing yet.
   *
   * @param spread how far apart the times of a source's one look at a host may lie
   */
  Arrivals(
      ArrivalSink sink,
      IntakeCounters counters,
      InstantSource time,
      Function<Source, Duration> spread) {
    this.sink = sink;
    this.counters = counters;
    this.time = time;
    this.spread = spread;
  }

  private record Host(Source source, HostAssembler assembler) {}

  private record Value(String name, Labels labels, double value) {}

  /**
   * What became of a request.
   *
   * @param samples that were taken or ignored with intent
   * @param lost samples that were refused
   * @param refused why some were not, once each
   * @param committed done when what the request completed is committed
   */
  record Outcome(int samples, int lost, List<String> refused, CompletableFuture<Void> committed) {}

  /** Takes a request's series. */
  Outcome take(Source source, List<SentSeries> series) {
    SortedMap<String, SortedMap<Long, List<Value>>> byHost = new TreeMap<>();
    Map<String, String> bareNames = new HashMap<>();
    int samples = 0;
    for (SentSeries one : series) {
      samples += one.points().size();
      if (HostAssembler.knows(one.name())) {
        sort(one, bareNames, byHost);
      } else {
        counters.add(Count.IGNORED, one.points().size());
      }
    }
    int lost = 0;
    List<String> refused = new ArrayList<>();
    List<CompletableFuture<Boolean>> waits = new ArrayList<>();
    for (Map.Entry<String, SortedMap<Long, List<Value>>> host : byHost.entrySet()) {
      Optional<String> objection = objection(source, host.getKey());
      if (objection.isPresent()) {
        lost += host.getValue().values().stream().mapToInt(List::size).sum();
        refused.add(objection.get());
      } else {
        put(source, new HostId(host.getKey()), host.getValue(), waits);
      }
    }
    counters.add(Count.REFUSED, lost);
    return new Outcome(
        samples - lost,
        lost,
        refused,
        CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)));
  }

  private static void sort(
      SentSeries one,
      Map<String, String> bareNames,
      SortedMap<String, SortedMap<Long, List<Value>>> byHost) {
    Labels labels = one.labels().without(SURROUNDINGS);
    SortedMap<Long, List<Value>> byTime =
        byHost.computeIfAbsent(
            bareNames.computeIfAbsent(address(one), HostNames::bare), _ -> new TreeMap<>());
    for (Point point : one.points()) {
      // Prometheus marks a series that ended by such a value.
      if (Double.isFinite(point.value())) {
        byTime
            .computeIfAbsent(point.millis(), _ -> new ArrayList<>())
            .add(new Value(one.name(), labels, point.value()));
      }
    }
  }

  /** A host's name stands in one of these labels, the first that is there. */
  private static String address(SentSeries series) {
    String host = series.label("host");
    return host.isEmpty() ? series.label("instance") : host;
  }

  private Optional<String> objection(Source source, String name) {
    if (!HostId.valid(name)) {
      return Optional.of(
          "nothing names the host: a label 'instance' or 'host', or the resource attribute"
              + " 'host.name'");
    }
    Admission admission = sink.admit(source, new HostId(name));
    return switch (admission) {
      case ADMITTED -> Optional.empty();
      case FOREIGN -> Optional.of("host '" + name + "' is not of this source");
      case TOO_MANY ->
          Optional.of("this source has its " + source.maxHosts() + " hosts (max_hosts)");
    };
  }

  private synchronized void put(
      Source source,
      HostId id,
      SortedMap<Long, List<Value>> byTime,
      List<CompletableFuture<Boolean>> waits) {
    Instant received = time.instant();
    HostAssembler host =
        hosts
            .computeIfAbsent(id, _ -> new Host(source, new HostAssembler(spread.apply(source))))
            .assembler();
    byTime.forEach(
        (millis, values) -> {
          if (host.ends(millis)) {
            waits.add(tell(source, id, host.take()));
          }
          for (Value one : values) {
            Taken taken = host.put(one.name(), one.labels(), millis, one.value(), received);
            counters.add(
                switch (taken) {
                  case TAKEN -> Count.TAKEN;
                  case LATE -> Count.LATE;
                  case TOO_MANY -> Count.REFUSED;
                },
                1);
          }
        });
  }

  /** Tells of every host whose last time is complete. */
  synchronized void tellComplete() {
    Instant now = time.instant();
    hosts.forEach(
        (id, host) -> {
          if (host.assembler().isComplete(now)) {
            // Whoever sent it is not waiting any more: what is lost comes again with the next
            // scrape.
            var _ = tell(host.source(), id, host.assembler().take());
          }
        });
  }

  private CompletableFuture<Boolean> tell(Source source, HostId id, Scrape scrape) {
    return sink.arrived(source, id, scrape.sampledAt(), scrape.samples()).toCompletableFuture();
  }
}
