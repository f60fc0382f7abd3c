package dev.forebell.collector.intake;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What came in from other systems. Thread-safe. */
public final class IntakeCounters {
  /** What is counted. */
  public enum Count {
    REQUESTS,
    /** Requests without a source's token. */
    UNKNOWN_TOKEN,
    /** Requests that could not be read. */
    BAD,
    /** Requests turned away because too many ran. */
    BUSY,
    /** Samples that a metric of ours was made of. */
    TAKEN,
    /** Samples of metrics that say nothing to us. */
    IGNORED,
    /** Samples older than what the host had said already. */
    LATE,
    /** Samples of hosts that the source may not speak of, or without a host. */
    REFUSED,
    /** Alerts that were taken, resolved ones too. */
    ALERTS,
    /** Alerts that no host could be found for. */
    ALERTS_REFUSED,
    /** Alerts that their sender left out for their number. */
    ALERTS_TRUNCATED;

    /** As a label has it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

  public IntakeCounters() {
    for (Count what : Count.values()) {
      counts.put(what, new LongAdder());
    }
  }

  void add(Count what, long number) {
    adder(what).add(number);
  }

  public long of(Count what) {
    return adder(what).sum();
  }

  private LongAdder adder(Count what) {
    return Optional.ofNullable(counts.get(what)).orElseThrow();
  }
}
