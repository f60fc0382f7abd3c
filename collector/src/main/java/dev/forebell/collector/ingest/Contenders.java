package dev.forebell.collector.ingest;

import dev.forebell.common.model.HostId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Second sessions of one identity. A host that rebooted looks for a moment like a copy of itself,
 * because nobody told that the first session died. Only if the first is heard after the second came
 * do both live.
 */
final class Contenders {
  private static final int MOST = 10_000;

  private final Map<HostId, Came> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HostId, Came> eldest) {
          return size() > MOST;
        }
      };

  private record Came(String bootId, long atNanos) {}

  /**
   * A session of another boot came while one stands.
   *
   * @param heardNanos when the standing one was last heard
   * @return whether it came before, and the standing one was heard since
   */
  synchronized boolean bothLive(HostId host, String bootId, long heardNanos, long nowNanos) {
    Optional<Came> before =
        Optional.ofNullable(latest.get(host)).filter(came -> came.bootId().equals(bootId));
    if (before.isEmpty()) {
      latest.put(host, new Came(bootId, nowNanos));
      return false;
    }
    return heardNanos - before.get().atNanos() > 0;
  }
}
