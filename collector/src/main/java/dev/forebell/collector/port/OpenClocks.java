package dev.forebell.collector.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clocks of a listed incident that still run or rest. */
public interface OpenClocks {
  List<OpenClock> of(IncidentRow incident);

  /**
   * A clock without a final outcome.
   *
   * @param set {@code internal} or {@code contract}
   * @param name such as {@code response}
   * @param pausedSince it rests since then; empty: it runs
   */
  record OpenClock(String set, String name, Instant deadline, Optional<Instant> pausedSince) {}
}
