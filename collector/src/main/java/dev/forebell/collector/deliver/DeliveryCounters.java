package dev.forebell.collector.deliver;

import dev.forebell.collector.port.DeliveryCounts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts attempts per endpoint since start. */
public final class DeliveryCounters implements DeliveryCounts {
  private final ConcurrentSkipListMap<String, Endpoint> endpoints = new ConcurrentSkipListMap<>();

  private static final class Endpoint {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private volatile Standing standing = Standing.SERVED; // written by the delivery thread only
    private final ConcurrentSkipListMap<String, LongAdder> failed = new ConcurrentSkipListMap<>();

    SortedMap<String, Long> failures() {
      SortedMap<String, Long> sums = new TreeMap<>();
      failed.forEach((code, count) -> sums.put(code, count.sum()));
      return sums;
    }
  }

  void delivered(String endpoint) {
    of(endpoint).delivered.increment();
  }

  void failed(String endpoint, String code) {
    of(endpoint).failed.computeIfAbsent(code, any -> new LongAdder()).increment();
  }

  void dead(String endpoint) {
    of(endpoint).dead.increment();
  }

  /** Whether that is new. */
  boolean stands(String endpoint, Standing standing) {
    Endpoint counted = of(endpoint);
    boolean isNew = counted.standing != standing;
    counted.standing = standing;
    return isNew;
  }

  private Endpoint of(String endpoint) {
    return endpoints.computeIfAbsent(endpoint, any -> new Endpoint());
  }

  @Override
  public List<EndpointCounts> counts() {
    return endpoints.entrySet().stream()
        .map(
            entry ->
                new EndpointCounts(
                    entry.getKey(),
                    entry.getValue().delivered.sum(),
                    entry.getValue().failures(),
                    entry.getValue().dead.sum(),
                    entry.getValue().standing))
        .toList();
  }
}
