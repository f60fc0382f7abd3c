package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who watches the collector itself.
 *
 * @param heartbeat a sign of life that somebody else misses when it stays away
 * @param after how long tickets may be stuck before people are told
 * @param tell contacts, groups and rotas that are told when tickets cannot be delivered
 * @param by channels; empty: all of theirs
 */
public record Watch(
    Optional<Heartbeat> heartbeat, Duration after, List<String> tell, List<String> by) {
  /**
   * A request that goes out again and again.
   *
   * @param url may hold a secret
   */
  public record Heartbeat(Secret url, Duration every, Route route) {}
}
