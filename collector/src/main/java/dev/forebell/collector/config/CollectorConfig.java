package dev.forebell.collector.config;

import dev.forebell.collector.port.Source;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The collector's own settings.
 *
 * @param address where people and programs reach it: a loopback address in this version
 * @param port 0 to 65535; 0: any free one
 * @param data folder of the database and the agents' keys; relative to the working folder
 * @param interval how often agents sample
 * @param intervals how often those on hosts of a kind do instead
 * @param heartbeat how often agents of servers and hosts must be heard
 * @param desktopHeartbeat how often agents of desktops must be heard
 * @param retain how long agents keep what was acknowledged, for a re-ask
 * @param witnessPorts ports of TCP that neighbours try at a host that is not heard, 8 at most;
 *     none: nobody is asked
 * @param tls the port for agents on other machines; empty: none
 * @param readers who may read metrics; none: everybody who reaches the loopback port, nobody else
 * @param sources other systems that may send metrics
 */
public record CollectorConfig(
    String address,
    int port,
    String data,
    Duration interval,
    SortedMap<HostKind, Duration> intervals,
    Duration heartbeat,
    Duration desktopHeartbeat,
    Duration retain,
    List<Integer> witnessPorts,
    Optional<AgentPort> tls,
    List<MetricsReader> readers,
    List<Source> sources) {
  public CollectorConfig {
    intervals = Collections.unmodifiableSortedMap(new TreeMap<>(intervals));
    witnessPorts = List.copyOf(witnessPorts);
    readers = List.copyOf(readers);
    sources = List.copyOf(sources);
  }

  /** What holds where {@code collector.yaml} says nothing. */
  public static final CollectorConfig DEFAULT =
      new CollectorConfig(
          "127.0.0.1",
          8080,
          "data",
          Duration.ofSeconds(10),
          new TreeMap<>(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          List.of(22, 3389, 445, 135, 443, 80),
          Optional.empty(),
          List.of(),
          List.of());

  /** How often an agent on a host of this kind samples, unless a rule needs more. */
  public Duration intervalOf(HostKind kind) {
    return intervals.getOrDefault(kind, interval);
  }

  /** How often an agent on a host of this kind must be heard. */
  public Duration heartbeatOf(HostKind kind) {
    return kind == HostKind.DESKTOP ? desktopHeartbeat : heartbeat;
  }
}
