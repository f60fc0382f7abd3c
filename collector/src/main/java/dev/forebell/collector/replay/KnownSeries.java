package dev.forebell.collector.replay;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SeriesKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The hosts and series that a file has named so far. Nearly every line repeats the series of the
 * one before it: remembered once, they need not be read again. Hosts that write a series alike
 * share it. One thread.
 */
public final class KnownSeries {
  /** A file with more spellings than this does not repeat itself. */
  private static final int MOST_SPELLINGS = 2_000_000;

  private final Map<String, KnownHost> hosts = new HashMap<>();
  private final Map<String, Spelling> spellings = new HashMap<>();
  private final Map<SeriesKey, SeriesKey> series = new HashMap<>();
  private int learnt;

  /** The host of that name; empty: it cannot be one. */
  Optional<KnownHost> host(String name) {
    KnownHost known = hosts.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!HostId.valid(name)) {
      return Optional.empty();
    }
    KnownHost host = new KnownHost(new HostId(name));
    hosts.put(name, host);
    return Optional.of(host);
  }

  /**
   * How {@code host} writes the series that begins like this.
   *
   * @param start a sample's text up to the colon before its value
   * @throws Malformed if that cannot be the beginning of a sample
   */
  Spelling spelling(KnownHost host, String start, SeriesText text) throws Malformed {
    Optional<Spelling> known = host.find(start);
    if (known.isPresent()) {
      return known.orElseThrow();
    }
    Spelling first = spellings.get(start);
    Spelling spelling = first == null ? new Spelling(start, read(start, text)) : first.again();
    if (learnt < MOST_SPELLINGS) {
      learnt++;
      series.put(spelling.series(), spelling.series());
      spellings.putIfAbsent(start, spelling);
      host.learn(spelling);
    }
    return spelling;
  }

  private SeriesKey read(String start, SeriesText text) throws Malformed {
    SeriesKey read = text.series(start);
    return Optional.ofNullable(series.get(read)).orElse(read);
  }

  /** Reads the series out of a sample's beginning. */
  @FunctionalInterface
  interface SeriesText {
    SeriesKey series(String start) throws Malformed;
  }
}
