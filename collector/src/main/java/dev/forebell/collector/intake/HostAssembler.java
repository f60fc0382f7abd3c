package dev.forebell.collector.intake;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Puts together what one host's exporter said at one time, however many requests it came in. What
 * was told once and then completed is told again whole. One thread at a time.
 */
@Pure
final class HostAssembler {
  /** After so long without another part a time counts as complete. */
  static final Duration QUIET = Duration.ofSeconds(1);

  private static final int LARGEST = 20_000;
  private static final List<Exporter> EXPORTERS =
      List.of(new NodeExporter(), new WindowsExporter(), new OpenTelemetryHost());

  private final long spread;
  private RawValues now = new RawValues(0);
  private Optional<RawValues> before = Optional.empty();
  private Instant lastPart = Instant.EPOCH;
  private final SeriesNames names = new SeriesNames();
  private boolean untold;

  /**
   * Nothing yet.
   *
   * @param spread values whose times are no further apart are of one time
   */
  HostAssembler(Duration spread) {
    this.spread = spread.toMillis();
  }

  /** All that a host said at one time. */
  record Scrape(Instant sampledAt, List<Sample> samples) {}

  /** What became of one value. */
  enum Taken {
    TAKEN,
    /** It is older than what was put together already. */
    LATE,
    /** The host has more values than are kept. */
    TOO_MANY
  }

  /** Whether some exporter's metric is called so. */
  static boolean knows(String name) {
    for (Exporter exporter : EXPORTERS) {
      if (exporter.knows(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value of that time ends the time before: its scrape is to be taken first. */
  boolean ends(long millis) {
    return untold && millis > now.millis() + spread;
  }

  Taken put(String name, Labels labels, long millis, double value, Instant received) {
    if (millis < now.millis() - spread) {
      return Taken.LATE;
    }
    if (millis > now.millis() + spread) {
      before = now.size() == 0 ? Optional.empty() : Optional.of(now.only(HostAssembler::isTime));
      now = new RawValues(millis);
    }
    if (now.size() >= LARGEST) {
      return Taken.TOO_MANY;
    }
    now.put(name, labels, value);
    lastPart = received;
    untold = true;
    return Taken.TAKEN;
  }

  private static boolean isTime(String name) {
    return name.contains("cpu");
  }

  /** Whether no part has come for a while. */
  boolean isComplete(Instant time) {
    return untold && !lastPart.plus(QUIET).isAfter(time);
  }

  /** What is there now, under our names. */
  Scrape take() {
    untold = false;
    names.begin();
    List<Sample> samples =
        EXPORTERS.stream()
            .flatMap(exporter -> exporter.samples(now, before, names).stream())
            .toList();
    return new Scrape(Instant.ofEpochMilli(now.millis()), samples);
  }
}
