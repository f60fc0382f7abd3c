package dev.forebell.collector.port;

import java.util.List;
import java.util.SortedMap;

/** What delivery did since start, for meters. Thread-safe, never blocks. */
public interface DeliveryCounts {
  /** One entry per endpoint that was tried since start, in endpoint order. */
  List<EndpointCounts> counts();

  /**
   * Attempts of one endpoint.
   *
   * @param delivered messages the desk took
   * @param failed failed attempts by reason, such as {@code http_500} or {@code timeout}
   * @param dead messages given up
   */
  record EndpointCounts(
      String endpoint,
      long delivered,
      SortedMap<String, Long> failed,
      long dead,
      Standing standing) {}

  /** What an endpoint gets. */
  enum Standing {
    /** All that is due. */
    SERVED,
    /** One request now and then: it failed too often in a row. */
    RESTS,
    /** Nothing: it answered 410. */
    GONE
  }
}
