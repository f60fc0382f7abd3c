package dev.forebell.collector.app.witness;

import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which witness could see which host while it lived. Who never saw a host alive, because a firewall
 * or a network stands between them, cannot tell that it is dead.
 */
final class Eyesight {
  /** How long a sight counts: it is tried again every hour. */
  static final Duration LASTS = Duration.ofHours(3);

  private final Map<HostId, Map<HostId, Instant>> seen = new HashMap<>();

  /** A witness saw a host alive. */
  void saw(HostId witness, HostId host, Instant at) {
    Map<HostId, Instant> witnesses = seen.computeIfAbsent(host, _ -> new HashMap<>());
    witnesses.values().removeIf(last -> isStale(last, at));
    witnesses.put(witness, at);
  }

  /** Whether this witness would see the host if it lived. */
  boolean sees(HostId witness, HostId host, Instant now) {
    Instant last = seen.getOrDefault(host, Map.of()).get(witness);
    return last != null && !isStale(last, now);
  }

  private static boolean isStale(Instant last, Instant now) {
    return last.plus(LASTS).isBefore(now);
  }
}
