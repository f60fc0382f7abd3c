package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Another system that sends what it knows of hosts without our agent, or what it thinks is wrong
 * with any host. Its token says whose they are, whatever the sender calls them.
 *
 * @param id as the configuration calls it
 * @param kind of its hosts, unless the customer's file says otherwise
 * @param interval how often each host is expected; silence is judged by it
 * @param maxHosts how many hosts it may bring at most
 * @param severities what its own words for severity mean, where that is not the usual
 * @param token what it shows
 */
public record Source(
    String id,
    CustomerId customer,
    SiteId site,
    HostKind kind,
    Duration interval,
    int maxHosts,
    SortedMap<String, AlertLevel> severities,
    TokenHash token) {
  public Source {
    severities = Collections.unmodifiableSortedMap(new TreeMap<>(severities));
  }

  /** Of one whose words mean the usual. */
  public Source(
      String id,
      CustomerId customer,
      SiteId site,
      HostKind kind,
      Duration interval,
      int maxHosts,
      TokenHash token) {
    this(id, customer, site, kind, interval, maxHosts, new TreeMap<>(), token);
  }

  /** What a severity of its means; a word that nobody knows, or none at all, is a warning. */
  public AlertLevel level(String word) {
    return Optional.ofNullable(severities.get(word))
        .or(() -> AlertLevel.usual(word))
        .orElse(AlertLevel.WARNING);
  }
}
