package dev.forebell.collector.replay;

import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What must be known of a whole file before its first line is judged.
 *
 * @param start time of the first line; empty: there is none
 * @param hosts every host that lines are about, with the first such line, in that order
 * @param cadence how often each host samples, where the file shows it
 * @param beats how often each host sends heartbeats, where the file shows it
 * @param blackouts when the collector was not listening, in order of their ends
 */
public record ReplayOutline(
    Optional<Instant> start,
    Map<HostId, Integer> hosts,
    SortedMap<HostId, Duration> cadence,
    SortedMap<HostId, Duration> beats,
    List<ReplayLine.Blackout> blackouts) {

  /**
   * Reads a file to its end. The outline is worth something only if the reader met no mistake.
   *
   * @param each is told of every line, before it is forgotten
   */
  public static ReplayOutline of(ReplayReader reader, Consumer<ReplayLine> each)
      throws IOException {
    Outlining outlining = new Outlining();
    for (Optional<ReplayLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      outlining.add(line.orElseThrow());
      each.accept(line.orElseThrow());
    }
    return outlining.done();
  }

  /** An outline that grows line by line. */
  private static final class Outlining {
    private final Map<HostId, Integer> hosts = new LinkedHashMap<>();
    private final SortedMap<HostId, ReplayCadence> cadence = new TreeMap<>();
    private final SortedMap<HostId, ReplayBeats> beats = new TreeMap<>();
    private final List<ReplayLine.Blackout> blackouts = new ArrayList<>();
    private Optional<Instant> start = Optional.empty();

    private void add(ReplayLine line) {
      if (start.isEmpty()) {
        start = Optional.of(line.at());
      }
      switch (line) {
        case ReplayLine.OfHost of -> {
          hosts.putIfAbsent(of.host(), of.line());
          add(of);
        }
        case ReplayLine.Blackout blackout -> blackouts.add(blackout);
        case ReplayLine.Tick _, ReplayLine.Order _ -> {}
      }
    }

    private void add(ReplayLine.OfHost line) {
      switch (line) {
        case ReplayLine.Samples samples when !samples.inTime() -> {
          // What comes late comes as fast as the line carries it.
        }
        case ReplayLine.Samples samples ->
            cadence.computeIfAbsent(samples.host(), host -> new ReplayCadence()).add(samples);
        case ReplayLine.Heartbeat beat ->
            beats.computeIfAbsent(beat.host(), host -> new ReplayBeats()).add(beat.at());
        case ReplayLine.Connected _,
            ReplayLine.Enrolled _,
            ReplayLine.Closed _,
            ReplayLine.Silent _,
            ReplayLine.Bye _,
            ReplayLine.Witness _ -> {}
      }
    }

    private ReplayOutline done() {
      SortedMap<HostId, Duration> beating = new TreeMap<>();
      beats.forEach((host, one) -> one.median().ifPresent(m -> beating.put(host, m)));
      return new ReplayOutline(
          start, hosts, ReplayCadence.medians(cadence), beating, List.copyOf(blackouts));
    }
  }
}
